// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/pairs.h"

#include <fstream>
#include <iterator>
#include <sstream>

namespace banshi::face::eval
{

namespace
{

std::vector<std::string> split(const std::string& text, char by)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, by);)
        if (!part.empty())
            parts.push_back(part);
    return parts;
}

} // namespace

base::Result<std::vector<Pair>, std::string> parsePairs(const std::string& text, const std::filesystem::path& folder)
{
    std::vector<Pair> pairs;
    std::istringstream stream(text);
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);)
    {
        ++number;
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        const auto columns = split(line, line.find('\t') != std::string::npos ? '\t' : ' ');
        if (columns.empty() || columns.front().front() == '#')
            continue;
        const bool known = columns.size() >= 3 && (columns[2] == "0" || columns[2] == "1");
        if (!known || columns.size() > 4)
            return tl::unexpected("line " + std::to_string(number) +
                                  ": wanted live pictures, chip picture, 0 or 1, optional group");
        Pair pair;
        for (const std::string& live : split(columns[0], ','))
            pair.live.push_back(folder / live);
        if (pair.live.empty())
            return tl::unexpected("line " + std::to_string(number) + ": no live picture");
        pair.chip = folder / columns[1];
        pair.same = columns[2] == "1";
        pair.group = columns.size() == 4 ? columns[3] : std::string();
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

base::Result<std::vector<Pair>, std::string> readPairs(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return tl::unexpected("cannot read " + path.string());
    return parsePairs({std::istreambuf_iterator<char>(file), {}}, path.parent_path());
}

} // namespace banshi::face::eval
