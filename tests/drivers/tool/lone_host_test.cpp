// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/lone_host.h"

#include "banshi/base/system_clock.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/tool/visitor.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;

namespace
{

constexpr int kLonePatienceMs = 20000;

} // namespace

/// A plug-in without the application.
class LoneHostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReachedByAVisitor()
    {
        const base::SystemClock clock;
        tool::LoneHost host(clock, bin(QStringLiteral("banshi-driverhost")));
        QCOMPARE(host.start(spec(), file("port"), file("token")), std::string());
        std::vector<nlohmann::json> said;
        std::optional<tool::VisitEnd> end;
        tool::Visitor visitor(clock, file("port"), file("token"), 20s,
                              [&](const nlohmann::json& answer) { said.push_back(answer); });
        connect(&visitor, &tool::Visitor::ended, this, [&](tool::VisitEnd how) { end = how; });
        visitor.send(QStringLiteral("reader"), std::string(protocol::command::kStatus), "{}", 10s);
        QTRY_VERIFY_WITH_TIMEOUT(end == tool::VisitEnd::Done, kLonePatienceMs);
        QVERIFY(said.back().dump().find("\"device\"") != std::string::npos);
    }

    void saysWhichFileCannotBeWritten()
    {
        const base::SystemClock clock;
        tool::LoneHost host(clock, bin(QStringLiteral("banshi-driverhost")));
        QVERIFY(host.start(spec(), file("port"), file("no/such/folder")).ends_with("folder cannot be written"));
    }

    void givesUpWithAHostThatDoesNotLive()
    {
        testing::ManualClock clock;
        tool::LoneHost host(clock, QStringLiteral("/usr/bin/false"));
        QSignalSpy gaveUp(&host, &tool::LoneHost::gaveUp);
        QCOMPARE(host.start(spec(), file("port"), file("token")), std::string());
        const auto hasGivenUp = [&] {
            clock.advance(2s); // as long as the longest pause
            return gaveUp.count() == 1;
        };
        QVERIFY(QTest::qWaitFor(hasGivenUp, kLonePatienceMs));
    }

private:
    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static QString bin(const QString& below) { return qEnvironmentVariable("BANSHI_BIN") + u'/' + below; }
    static client::HostSpec spec()
    {
        return {QStringLiteral("reader"),
                bin(QStringLiteral("../lib/drivers/banshi-driver-idcard-sam.so")),
                QStringLiteral("serial:/dev/no-such-line"),
                {},
                false,
                {},
                {}};
    }

    QTemporaryDir m_folder;
};

BANSHI_TEST(LoneHostTest)
#include "lone_host_test.moc"
