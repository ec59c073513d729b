// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <deque>

using namespace banshi;
using namespace banshi::drivers;
using namespace banshi::drivers::plugins::receipt_escpos;
using sdk::ErrorCode;

namespace
{

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t kWell = 0x12;
constexpr std::uint8_t kPaperThere = 0x00;

// A head that says what the test wants, and what it was told.
struct Head
{
    Bytes late;              // what it still has to say of an earlier slip: said with the next answer in line
    bool isProving = true;   // it answers behind a slip
    bool isAnswering = true; // it answers a bare question in line
    std::function<bool()> meanwhile = [] { return true; }; // while it gets a slip; false: the line breaks
    std::vector<Bytes> told;
    std::deque<std::uint8_t> says;
};

class HeadLine : public sdk::ByteChannel
{
public:
    explicit HeadLine(Head& head) : m_head(head) {}

    sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const sdk::CallContext& call,
                                   sdk::TimePoint until) override
    {
        while (m_head.says.empty())
        {
            if (call.cancelled())
                return sdk::failure(ErrorCode::Canceled);
            if (call.now() >= call.atMost(until - call.now()))
                return std::size_t(0);
            call.pause(std::chrono::milliseconds(2));
        }
        into[0] = m_head.says.front();
        m_head.says.pop_front();
        return std::size_t(1);
    }
    sdk::Outcome<void> write(std::span<const std::uint8_t> bytes, const sdk::CallContext& call) override
    {
        if (auto stop = call.stopReason())
            return *stop;
        m_head.told.emplace_back(bytes.begin(), bytes.end());
        if (bytes.size() == 3 && bytes[0] == 0x10)
            m_head.says.push_back(kWell);
        const bool isAsking = bytes.size() >= 3 && bytes[bytes.size() - 3] == 0x1d && bytes[bytes.size() - 2] == 0x72;
        const bool isSlip = isAsking && bytes.size() > 3;
        if (isSlip && !m_head.meanwhile())
            return sdk::failure(ErrorCode::DeviceNotReady, "unplugged");
        if (!isAsking || !(isSlip ? m_head.isProving : m_head.isAnswering))
            return {};
        m_head.says.insert(m_head.says.end(), m_head.late.begin(), m_head.late.end());
        m_head.late.clear();
        m_head.says.push_back(kPaperThere);
        return {};
    }
    void discardInput() override { m_head.says.clear(); }

private:
    Head& m_head;
};

} // namespace

/// What a slip without proof leaves behind: nothing of it may reach or prove the slip of the next resident.
class UnprovenSlipTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Head> m_head;
    std::unique_ptr<EscPosPrinter> m_printer;
    testing::DriverHost m_host;

    // A new process of the host.
    void startHost(std::chrono::milliseconds slipTime = std::chrono::milliseconds(300))
    {
        EscPosPrinter::Setup setup;
        setup.answerTime = std::chrono::milliseconds(50);
        setup.slipTime = slipTime;
        m_printer = std::make_unique<EscPosPrinter>(
            setup,
            [this](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
                return std::unique_ptr<sdk::ByteChannel>(std::make_unique<HeadLine>(*m_head));
            },
            m_host);
        const testing::DriverCall call;
        QVERIFY(m_printer->open(call).ok());
    }
    sdk::Outcome<void> print(const sdk::CallContext& call)
    {
        return m_printer->printSlip({"slip", {sdk::TextLine{"A"}}}, call);
    }
    bool isForgotten() const { return m_head->told.back() == Bytes(kForgetBuffers.begin(), kForgetBuffers.end()); }

private Q_SLOTS:
    void init()
    {
        m_head = std::make_unique<Head>();
        startHost();
    }
    void cleanup() { m_printer.reset(); }

    void aNewProcessForgetsWhatAnEarlierOneSent()
    {
        QCOMPARE(m_head->told.front(), Bytes(kForgetBuffers.begin(), kForgetBuffers.end()));
    }

    void aLateAnswerOfAnEarlierProcessProvesNothing()
    {
        m_head->late = {kPaperThere};
        m_head->isProving = false;
        const testing::DriverCall call;
        const auto printed = print(call);
        QVERIFY(!printed.ok());
        QCOMPARE(printed.failure().code, ErrorCode::OutcomeUnknown);
    }

    void theAnswerThatTheBuffersAreClearedProvesNothing()
    {
        m_head->isProving = false;
        m_head->meanwhile = [this] {
            m_head->says = {0x37, 0x25, 0x00};
            return true;
        };
        const testing::DriverCall call;
        QCOMPARE(print(call).failure().code, ErrorCode::OutcomeUnknown);
    }

    void sendsNothingToAPrinterThatIsNotThrough()
    {
        m_head->isAnswering = false;
        const testing::DriverCall call;
        const auto printed = print(call);
        QCOMPARE(printed.failure().code, ErrorCode::DeviceNotReady);
        m_head->isAnswering = true;
        QVERIFY(print(call).ok());
    }

    void cutsFirstUntilASlipIsProven()
    {
        const testing::DriverCall call;
        QVERIFY(print(call).ok());
        const Bytes first = m_head->told.back();
        const std::size_t questions = m_head->told.size();
        QVERIFY(print(call).ok());
        QCOMPARE(m_head->told.back().size() + 4, first.size()); // GS V 66 0
        QCOMPARE(m_head->told.size(), questions + 5);           // four looks and the slip: nothing to hear out
    }

    void cutsFirstWhenTheLineIsOpenedAnew()
    {
        const testing::DriverCall call;
        QVERIFY(print(call).ok());
        const Bytes first = m_head->told.back();
        QVERIFY(m_printer->open(call).ok()); // to another printer, as far as anybody knows
        QVERIFY(print(call).ok());
        QCOMPARE(m_head->told.back().size(), first.size());
    }

    void clearsTheBuffersHoweverASlipIsLost_data()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"cancelled", "its time is over", "the line breaks"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void clearsTheBuffersHoweverASlipIsLost()
    {
        QFETCH(QString, how);
        startHost(std::chrono::seconds(5));
        const testing::DriverCall before;
        QVERIFY(print(before).ok());
        testing::DriverCall call(std::chrono::milliseconds(800));
        m_head->isProving = false;
        m_head->meanwhile = [&] {
            if (how == QStringLiteral("cancelled"))
                call.cancel();
            return how != QStringLiteral("the line breaks");
        };
        const auto printed = print(call);
        QVERIFY(!printed.ok());
        QCOMPARE(printed.failure().code, ErrorCode::OutcomeUnknown);
        QVERIFY(isForgotten());
    }
};

BANSHI_TEST(UnprovenSlipTest)
#include "unproven_slip_test.moc"
