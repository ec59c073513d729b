// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "scene.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::session;

namespace
{

QStringList logLines; // a message handler has no place of its own

/// Everything that is logged while it lives.
class LogCatcher
{
public:
    LogCatcher()
    {
        logLines.clear();
        m_before =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& text) { logLines << text; });
    }
    ~LogCatcher() { qInstallMessageHandler(m_before); }
    LogCatcher(const LogCatcher&) = delete;
    LogCatcher& operator=(const LogCatcher&) = delete;

    /// The records of verdicts, in the order of time.
    [[nodiscard]] static std::vector<nlohmann::json> verdicts()
    {
        std::vector<nlohmann::json> found;
        for (const QString& line : logLines)
            if (line.startsWith(QStringLiteral("verdict ")))
                found.push_back(nlohmann::json::parse(line.mid(8).toStdString(), nullptr, false));
        return found;
    }

private:
    QtMessageHandler m_before = nullptr;
};

ports::FaceVerdict refusal(ports::FaceAnswer answer, const char* cause)
{
    return {answer, 0.21234567, 0.82, cause, "test", false, true, 5, {{"brightness", 131.987654321}, {"turn", -0.1}}};
}

} // namespace

class FaceRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVerdictLeavesItsNumbersInTheLog()
    {
        Scene stage;
        stage.face.verdicts = {refusal(ports::FaceAnswer::NoMatch, "face.noMatch"),
                               refusal(ports::FaceAnswer::Unavailable, "face.timedOut"),
                               refusal(ports::FaceAnswer::Match, "")};
        const LogCatcher log;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.give(Kind::Retry);
        stage.give(Kind::Retry);
        const auto records = LogCatcher::verdicts();
        QCOMPARE(records.size(), std::size_t(3));
        QCOMPARE(
            QByteArray::fromStdString(records[0].dump()),
            QByteArray(R"({"answer":"noMatch","cause":"face.noMatch","demonstration":false,"frames":5,"live":true,)"
                       R"("model":"test","quality":{"brightness":131.9877,"turn":-0.1},"score":0.2123,)"
                       R"("threshold":0.82,"try":1})"));
        QCOMPARE(records[1].value("answer", ""), std::string("unavailable"));
        QCOMPARE(records[1].value("cause", ""), std::string("face.timedOut"));
        QCOMPARE(records[1].value("try", 0), 2);
        QCOMPARE(records[2].value("answer", ""), std::string("match"));
        QCOMPARE(records[2].value("try", 0), 3);
    }
    void theLogHoldsNoPictureAndNothingOfThePerson()
    {
        Scene stage;
        stage.face.verdicts = {refusal(ports::FaceAnswer::NoMatch, "face.noMatch")};
        const LogCatcher log;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        QVERIFY(!LogCatcher::verdicts().empty());
        const auto& visit = stage.session.visit();
        QVERIFY(visit.card && !visit.sessionId.empty());
        const QString all = logLines.join(u'\n');
        for (const std::string& personal :
             {visit.card->name, visit.card->number, visit.card->birth, visit.card->address, visit.id, visit.sessionId,
              visit.nonce, std::string("photo")})
            QVERIFY2(personal.empty() || !all.contains(QString::fromStdString(personal)), personal.c_str());
        const nlohmann::json record = LogCatcher::verdicts().front();
        for (const auto& [key, value] : record.items())
            QVERIFY2(value.is_number() || value.is_boolean() || key == "quality" ||
                         (value.is_string() && value.get<std::string>().size() < 40),
                     key.c_str());
        for (const auto& [key, value] : record.at("quality").items())
            QVERIFY2(value.is_number(), key.c_str());
    }
};

BANSHI_TEST(FaceRecordTest)
#include "face_record_test.moc"
