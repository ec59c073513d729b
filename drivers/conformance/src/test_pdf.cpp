// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_pdf.h"

#include <cstdio>
#include <vector>

namespace banshi::drivers::conformance
{

// ISO 32000-1, 7.5: header, objects, cross-reference table with entries of exactly 20 bytes, trailer.
std::string testPdf(int pages, const std::string& remark)
{
    std::string file = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    const auto object = [&](const std::string& body) {
        offsets.push_back(file.size());
        file += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    object("<< /Type /Catalog /Pages 2 0 R >>");
    std::string kids;
    for (int page = 0; page < pages; ++page)
        kids += std::to_string(3 + page) + " 0 R ";
    object("<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [ " + kids + "] >>");
    for (int page = 0; page < pages; ++page)
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
    const std::size_t table = file.size();
    file += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets)
    {
        char entry[24];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", offset);
        file += entry;
    }
    file += "trailer\n<< /Root 1 0 R /Size " + std::to_string(offsets.size() + 1) + " >>\nstartxref\n" +
            std::to_string(table) + "\n%%EOF\n% " + remark + "\n";
    return file;
}

} // namespace banshi::drivers::conformance
