// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

namespace banshi::journeys
{

namespace
{

std::vector<QByteArray> filesIn(const QString& folder, const QString& pattern)
{
    std::vector<QByteArray> all;
    const QDir paper(folder);
    for (const auto& name : paper.entryList({pattern}, QDir::Files, QDir::Name))
    {
        QFile file(paper.filePath(name));
        all.push_back(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return all;
}

} // namespace

void readPaper(const QString& paperFolder, Evidence& evidence)
{
    for (const QByteArray& sheet : filesIn(paperFolder, QStringLiteral("a4-*.pdf")))
        evidence.sheets.push_back(QCryptographicHash::hash(sheet, QCryptographicHash::Sha256).toHex().toStdString());
    evidence.slips = filesIn(paperFolder, QStringLiteral("receipt-*.txt"));
}

} // namespace banshi::journeys
