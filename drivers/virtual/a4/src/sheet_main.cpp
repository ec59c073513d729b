// SPDX-License-Identifier: GPL-3.0-or-later
// Run by ippeveprinter for each document: moves "paper", tells the printer how it goes (STATE:, ATTR: and ERROR: lines,
// see ippeveprinter(1)), lets the finished document fall into the tray, and clears the spool file.
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/a4/printer_remote.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QRegularExpression>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <unistd.h>

namespace
{

using banshi::drivers::virtual_a4::PrinterRemote;

constexpr int kJammed = 1;
constexpr int kPaperPollMillis = 100;

void tell(const std::string& line)
{
    std::fprintf(stderr, "%s\n", line.c_str());
    std::fflush(stderr);
}

// What the simulator wants of this sheet; nothing goes wrong when it does not answer.
nlohmann::json ask(const nlohmann::json& question)
{
    QLocalSocket socket;
    socket.connectToServer(qEnvironmentVariable("BANSHI_A4_SOCKET"));
    nlohmann::json answer;
    if (socket.waitForConnected(2000))
    {
        socket.write(QByteArray::fromStdString(question.dump()) + '\n');
        while (!socket.canReadLine() && socket.waitForReadyRead(5000))
            ;
        answer = nlohmann::json::parse(socket.readLine().toStdString(), nullptr, false);
    }
    return answer.is_object() ? answer : nlohmann::json::object();
}

int pagesOf(const QString& file)
{
    QProcess process;
    process.start(QStringLiteral("pdfinfo"), {file});
    process.waitForFinished(20000);
    static const QRegularExpression line(QStringLiteral("^Pages:\\s+(\\d+)"), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(process.readAllStandardOutput())).captured(1).toInt();
}

// Lets the document fall into the tray under the next free number.
bool letFall(const QString& file)
{
    QFile from(file);
    if (!from.open(QIODevice::ReadOnly))
        return false;
    const QByteArray content = from.readAll();
    for (int number = 1; number < 100000; ++number)
    {
        const auto name =
            QStringLiteral("%1/a4-%2.pdf").arg(qEnvironmentVariable("BANSHI_A4_OUT")).arg(number, 3, 10, QChar(u'0'));
        QFile to(name);
        if (!to.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        {
            if (QFile::exists(name))
                continue;
            return false;
        }
        return to.write(content) == content.size() && to.flush();
    }
    return false;
}

// The printer keeps a spool file for a minute after the job: what it held must be gone at once.
void clearSpool(const QString& file)
{
    QFile spool(file);
    if (spool.open(QIODevice::ReadWrite))
    {
        spool.write(QByteArray(spool.size(), '\0'));
        spool.flush();
        fsync(spool.handle());
        spool.resize(0);
    }
    spool.remove();
}

class Document
{
public:
    Document(QString file, int job)
        : m_file(std::move(file)), m_job(job), m_printer(qEnvironmentVariableIntValue("BANSHI_A4_PORT"))
    {
    }

    // Returns the exit code for the printer: anything but 0 aborts the job.
    int print()
    {
        const int pages = pagesOf(m_file);
        const std::string fault = ask({{"do", "sheet"}, {"page", 0}}).value("fault", "");
        if (pages < 1 || fault == "abort")
            return tell("ERROR: document-unprintable"), 1;
        for (int page = 1; page <= pages; ++page)
        {
            if (fault == "jamBefore" && page == 1)
                return tell("STATE: +media-jam"), kJammed;
            if (!feed(page))
                return 0; // cancelled: the printer knows
            if (page == pages && !letFall(m_file))
                return tell("ERROR: the tray cannot take the sheet"), 1;
            tell("ATTR: job-impressions-completed=" + std::to_string(page));
            if (fault == "jamPartial" || (fault == "jamAfter" && page == pages))
                return tell("STATE: +media-jam"), kJammed;
        }
        return 0;
    }

private:
    // Waits for paper and for the sheet to run through. Returns false when the job is to stop.
    bool feed(int page)
    {
        for (;;)
        {
            const auto order = ask({{"do", "sheet"}, {"page", page}});
            for (const auto& line : order.value("say", std::vector<std::string>()))
                tell(line);
            if (m_printer.isStopping(m_job))
                return false;
            const bool paper = order.value("paper", true);
            m_clock.waitFor(std::chrono::milliseconds(paper ? order.value("sheetMs", 600) : kPaperPollMillis), {});
            if (paper)
                return !m_printer.isStopping(m_job);
        }
    }

    QString m_file;
    int m_job;
    PrinterRemote m_printer;
    banshi::base::SystemClock m_clock;
};

int sayStates(const QString& file)
{
    QFile document(file);
    if (document.open(QIODevice::ReadOnly))
        tell(document.readAll().trimmed().toStdString());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a printer without power moves no paper
    QCoreApplication application(argc, argv);
    if (argc != 2)
        return 2;
    const QString file = QString::fromLocal8Bit(argv[1]);
    const bool isState = qEnvironmentVariable("CONTENT_TYPE") == QStringLiteral("application/vnd.banshi.state");
    const int result = isState ? sayStates(file) : Document(file, qEnvironmentVariableIntValue("IPP_JOB_ID")).print();
    clearSpool(file);
    if (!isState)
        (void)ask({{"do", "ended"}});
    return result;
}
