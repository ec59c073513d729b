// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/evaluation.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace banshi::face::eval
{

namespace
{

constexpr std::size_t kFolds = 10;
constexpr double kFars[] = {1e-2, 1e-3, 1e-4, 1e-5};
constexpr double kGroupFar = 1e-3;

/// The faces of pictures, each read once.
class Album
{
public:
    Album(StillReader& reader, bool chip) : m_reader(reader), m_chip(chip) {}

    /// Null when the picture gives no face.
    const Embedding* face(const std::filesystem::path& file)
    {
        auto [at, isNew] = m_faces.try_emplace(file);
        if (isNew)
        {
            at->second = read(file);
            m_failures += at->second ? 0 : 1;
        }
        return at->second ? &*at->second : nullptr;
    }
    [[nodiscard]] std::size_t size() const { return m_faces.size(); }
    [[nodiscard]] std::size_t failures() const { return m_failures; }

private:
    std::optional<Embedding> read(const std::filesystem::path& file)
    {
        auto picture = readPicture(file);
        if (picture && m_chip)
            picture = m_reader.toChip(*picture);
        return picture ? m_reader.read(*picture) : std::nullopt;
    }

    StillReader& m_reader;
    bool m_chip;
    std::map<std::filesystem::path, std::optional<Embedding>> m_faces;
    std::size_t m_failures = 0;
};

/// The pictures of a line that show a face, at most `most` of them.
std::vector<const Embedding*> facesOf(Album& album, const std::vector<std::filesystem::path>& files, int most)
{
    std::vector<const Embedding*> faces;
    for (std::size_t i = 0; i < files.size() && i < static_cast<std::size_t>(std::max(1, most)); ++i)
        if (const Embedding* face = album.face(files[i]))
            faces.push_back(face);
    return faces;
}

double shareOf(std::size_t part, std::size_t whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<GroupReport> groupsAt(double threshold, const std::vector<Comparison>& list,
                                  const std::vector<std::string>& names)
{
    std::map<std::string, GroupReport> groups;
    for (std::size_t i = 0; i < list.size() && i < names.size(); ++i)
    {
        std::istringstream all(names[i]);
        for (std::string name; std::getline(all, name, ',');)
        {
            GroupReport& group = groups[name];
            group.name = name;
            const bool accepted = list[i].score >= threshold;
            (list[i].same ? group.genuine : group.impostor) += 1;
            group.refused += list[i].same && !accepted ? 1 : 0;
            group.accepted += !list[i].same && accepted ? 1 : 0;
        }
    }
    std::vector<GroupReport> result;
    for (auto& [name, group] : groups)
    {
        group.fnmr = shareOf(group.refused, group.genuine);
        group.interval = wilson(group.refused, group.genuine);
        group.fmr = shareOf(group.accepted, group.impostor);
        group.fmrInterval = wilson(group.accepted, group.impostor);
        result.push_back(group);
    }
    return result;
}

} // namespace

EvalReport reportOn(const std::vector<Comparison>& list, const std::vector<std::string>& groups)
{
    EvalReport report;
    for (const Comparison& comparison : list)
        (comparison.same ? report.scores.genuine : report.scores.impostor).push_back(comparison.score);
    report.genuine = report.scores.genuine.size();
    report.impostor = report.scores.impostor.size();
    report.eer = equalErrorRate(report.scores);
    if (!report.eer)
        return report;
    report.accuracy = foldAccuracy(list, kFolds);
    for (const double far : kFars)
        report.operating.push_back(operatingAt(report.scores, far));
    report.groups = groupsAt(operatingAt(report.scores, kGroupFar).threshold, list, groups);
    return report;
}

Result<EvalReport> evaluate(const std::vector<Pair>& pairs, Matcher& matcher, const EvalPlan& plan)
{
    auto landmarker = loadLandmarker(plan.landmarks);
    if (!landmarker)
        return tl::unexpected(landmarker.error());
    StillReader reader(matcher, std::move(*landmarker));
    Album live(reader, false);
    Album chips(reader, plan.chip);
    std::vector<Comparison> list;
    std::vector<std::string> groups;
    std::size_t fewest = pairs.empty() ? 0 : static_cast<std::size_t>(std::max(1, plan.fuse));
    std::size_t most = 0;
    for (const Pair& pair : pairs)
    {
        const Embedding* chip = chips.face(pair.chip);
        const auto faces = facesOf(live, pair.live, plan.fuse);
        if (chip == nullptr || faces.empty())
            continue;
        list.push_back({chip->similarity(Embedding::fusedFrom(faces)), pair.same});
        groups.push_back(pair.group);
        fewest = std::min(fewest, faces.size());
        most = std::max(most, faces.size());
    }
    EvalReport report = reportOn(list, groups);
    report.fewestFused = std::min(fewest, most);
    report.mostFused = most;
    report.model = matcher.info().id;
    report.pairs = pairs.size();
    report.livePictures = live.size();
    report.liveFailures = live.failures();
    report.chipPictures = chips.size();
    report.chipFailures = chips.failures();
    report.times = reader.times();
    return report;
}

} // namespace banshi::face::eval
