// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace banshi::testing
{

/// A PDF of so many empty A4 pages.
inline QByteArray emptyPdf(int pages)
{
    QByteArray file = "%PDF-1.4\n";
    QList<qsizetype> offsets;
    const auto object = [&](const QByteArray& body) {
        offsets << file.size();
        file += QByteArray::number(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    object("<< /Type /Catalog /Pages 2 0 R >>");
    QByteArray kids;
    for (int page = 0; page < pages; ++page)
        kids += QByteArray::number(3 + page) + " 0 R ";
    object("<< /Type /Pages /Count " + QByteArray::number(pages) + " /Kids [ " + kids + "] >>");
    for (int page = 0; page < pages; ++page)
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
    const qsizetype table = file.size();
    file += "xref\n0 " + QByteArray::number(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const qsizetype offset : offsets)
        file += QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
    file += "trailer\n<< /Root 1 0 R /Size " + QByteArray::number(offsets.size() + 1) + " >>\nstartxref\n" +
            QByteArray::number(table) + "\n%%EOF\n";
    return file;
}

} // namespace banshi::testing
