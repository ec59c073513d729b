// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/aligner.h"
#include "banshi/face/codes.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace banshi::face
{

/// What a face is turned into: a vector of length 1, in pages of its own like a picture. Move-only; overwritten when
/// released. Threads: like std::vector.
class Embedding
{
public:
    Embedding() = default;
    /// Scales `values` to length 1 (all zero stays all zero); what they are moved from is overwritten.
    explicit Embedding(std::vector<float> values);

    /// Valid as long as this is neither changed nor moved.
    [[nodiscard]] std::span<const float> values() const;
    /// Cosine of the angle to `other`, -1 to 1; 0 when the sizes differ or one is empty.
    [[nodiscard]] double similarity(const Embedding& other) const;
    /// The direction between all of `parts`: several pictures of one person seen as one.
    [[nodiscard]] static Embedding fused(const std::vector<Embedding>& parts);
    /// The same of parts that are kept elsewhere; none may be null.
    [[nodiscard]] static Embedding fusedFrom(std::span<const Embedding* const> parts);

private:
    PixelMemory m_memory; // of floats
};

/// A threshold with what was measured there.
struct FarThreshold
{
    double far = 1;    ///< share of strangers that were let in, e.g. 1e-3
    double accept = 1; ///< similarity
    bool operator==(const FarThreshold&) const = default;
};

/// What stands in the record of an answer about the matcher that gave it.
struct MatcherInfo
{
    std::string id;
    double accept = 1;                     ///< similarity from which two faces are the same person
    double reject = 0;                     ///< similarity below which they are not
    bool demonstration = false;            ///< shows how it works but may not decide in the field
    std::vector<FarThreshold> levels = {}; ///< thresholds by false accept rate, the largest rate first

    /// The threshold for somebody who allows at most `far` of the strangers in, never below `accept`; without a wish
    /// `accept`. Nothing when no such rate was measured.
    [[nodiscard]] std::optional<double> acceptAt(std::optional<double> far) const;
};

/// Turns aligned faces into vectors. Threads: one object, one thread.
class Matcher
{
public:
    virtual ~Matcher() = default;

    [[nodiscard]] virtual const MatcherInfo& info() const = 0;
    /// How faces must be aligned for embed().
    [[nodiscard]] virtual AlignTemplate alignment() const = 0;
    /// The vector of a face aligned to alignment(). Errors: ModelUnusable when the network fails or gives nonsense.
    [[nodiscard]] virtual Result<Embedding> embed(ImageView aligned) = 0;
    /// Overwrites what a network keeps of the last face between its layers.
    virtual void forget() {}
};

/// What the matcher is for.
enum class Mode
{
    Development, ///< decides on a developer's desk
    Production,  ///< decides in a street
    Measuring,   ///< is compared with others and never decides
};

/// Name of the matcher that needs no file: a network that this project has trained on the faces that it renders itself.
/// It knows rendered people only, so it may serve tests and demonstrations and never decides in the field.
inline constexpr std::string_view kRenderedMatcher = "banshi-rendered-v1";

/// How faces are aligned for `banshi-rendered-v1`: 64×80, 26 pixels between the eyes, about what a chip photograph
/// holds.
[[nodiscard]] AlignTemplate renderedTemplate();

/// Makes the matcher that the machine's configuration names: kRenderedMatcher, or the path of a model's manifest
/// (`*.model.toml`). *Errors:* DemonstrationRefused (a demonstration matcher in production), MatcherBarred (one
/// that may be measured but never decides), ManifestMissing,
/// ManifestWrong, ModelMissing, ModelChecksum, ModelUnusable. Reads files: up to 0.5 s for dlib's ResNet, else below
/// 0.1 s.
[[nodiscard]] Result<std::unique_ptr<Matcher>> makeMatcher(const std::string& matcher, Mode mode);

} // namespace banshi::face
