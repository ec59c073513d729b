// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/certificate_texts.h"

#include "banshi/testing/suite.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <fmt/core.h>

namespace banshi::city
{

namespace
{

QString run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

PaperText complete(PaperText text)
{
    text.issuer = "公安局";
    text.day = "2026年1月1日";
    text.serial = "SZ20260101000001";
    text.licenceId = "1.2.156.3005.2.A.B.C.001.X";
    text.verifyUrl = "https://verify.banshi.example/v?l=1&c=2";
    text.verifyCode = "ABCDEFGH";
    return text;
}

} // namespace

class PaperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackTheCodePointsThatWentIn()
    {
        const Subject subject{"citizen", "买小𠮷·吐尔逊", "440399199001010018", "19900101"};
        const auto paper =
            drawPaper(complete(noCrimeText(subject, {{"from", "2020-01"}, {"to", "2025-12"}, {"language", "zh-en"}})));
        QVERIFY(paper);
        const QString text = textOf(*paper);
        QVERIFY2(text.contains(QString::fromUtf8("姓名：买小𠮷·吐尔逊")), qPrintable(text));
        QVERIFY(text.contains(QString::fromUtf8("公民身份号码：440399199001010018")));
        QVERIFY(text.contains(QStringLiteral("SZ20260101000001")));
        QVERIFY(text.contains(QString::fromUtf8("未发现有犯罪记录")));
        QVERIFY2(!text.contains(QChar(0x2F29)), "小 became a radical");
    }

    void embedsEveryFont()
    {
        const auto paper = drawPaper(complete(noCrimeText({"citizen", "测试", "440399199001010018", "19900101"},
                                                          {{"from", "2020-01"}, {"to", "2025-12"}})));
        QVERIFY(paper);
        const QStringList lines =
            run(QStringLiteral("pdffonts"), {save(*paper)}).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 2);
        for (const QString& line : lines.mid(2))
            QVERIFY2(line.contains(QStringLiteral("yes yes yes")), qPrintable(line));
    }

    void countsItsPagesRight()
    {
        const Month last(std::chrono::year(2025), std::chrono::December);
        for (const char* from : {"2025-01", "2023-01"})
        {
            const auto list = insuranceList("440399199001010018", {{"from", from}}, last);
            QVERIFY(list.fault.empty());
            const auto paper =
                drawPaper(complete(payListText({"citizen", "测试", "440399199001010018", "19900101"}, list)));
            QVERIFY(paper);
            const QString info = run(QStringLiteral("pdfinfo"), {save(*paper)});
            QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages: +%1\n").arg(paper->pages))),
                     qPrintable(info));
            QVERIFY(info.contains(QStringLiteral("(A4)")));
            QVERIFY(textOf(*paper).contains(QString::fromUtf8(from)));
        }
    }

    void refusesToDropACharacterThatNoFontHas()
    {
        const Subject subject{"citizen", "测\U000F5A5A试", "440399199001010018", "19900101"};
        const auto paper = drawPaper(complete(noCrimeText(subject, {{"from", "2020-01"}, {"to", "2025-12"}})));
        QVERIFY(!paper);
        QCOMPARE(paper.error().code, PaperCode::MissingGlyph);
    }

private:
    QString save(const Paper& paper)
    {
        QFile file(m_folder.filePath(QStringLiteral("paper.pdf")));
        if (file.open(QIODevice::WriteOnly))
            file.write(paper.pdf.data(), static_cast<qint64>(paper.pdf.size()));
        return file.fileName();
    }
    QString textOf(const Paper& paper) { return run(QStringLiteral("pdftotext"), {save(paper), QStringLiteral("-")}); }

    QTemporaryDir m_folder;
};

} // namespace banshi::city

using banshi::city::PaperTest;
BANSHI_TEST(PaperTest)

#include "paper_test.moc"
