// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/liveness_vote.h"
#include "banshi/face/matcher.h"
#include "banshi/face/quality_gate.h"

#include <span>

namespace banshi::face
{

/// The three answers. Unavailable is never folded into either of the others: no answer is not a refusal.
enum class Answer
{
    Match,
    NoMatch,
    Unavailable,
};

/// An answer with the numbers that may be kept; never a picture. Threads: plain value.
struct Verdict
{
    Answer answer = Answer::Unavailable;
    double score = 0;          ///< similarity -1 to 1; 0 when nothing was compared
    double threshold = 0;      ///< similarity that Match needs
    std::optional<Code> cause; ///< why not Match
    std::string model;         ///< MatcherInfo::id, empty without a matcher
    bool demonstration = false;
    std::string detail = {};             ///< for developers: what failed inside; empty otherwise
    int frames = 0;                      ///< live frames that were compared
    bool live = false;                   ///< a proof of life was asked for and given
    std::optional<Quality> quality = {}; ///< of the last frame that was looked at since reset()
};

/// What one live frame shows.
struct Look
{
    Quality quality;
    std::optional<Code> advice; ///< nothing when the frame may be compared
    std::optional<Box> box;     ///< the largest face
    std::optional<Landmarks> points;
};

/// Compares the photograph of a chip with live frames: what the pictures show is the implementation's, what follows
/// from the numbers stands here. Threads: one object, one thread.
class Verifier
{
public:
    virtual ~Verifier() = default;

    /// The matcher's thresholds and name. *Errors:* why there is none.
    [[nodiscard]] virtual Result<MatcherInfo> matcher() const = 0;
    /// Reads the face of a chip photograph (102×126 is enlarged to twice its size; those of 250 rows or more are taken
    /// as they are, those of more than 500 made smaller, so that none takes longer than a frame). *Errors:* those of
    /// the matcher, ChipPhotoUnreadable (no picture), ChipFaceNotFound, ChipManyFaces.
    [[nodiscard]] virtual Result<Embedding> readChip(ImageView photo) = 0;
    /// Follows the faces of the next live frame and judges it.
    [[nodiscard]] virtual Look look(ImageView frame) = 0;
    /// Reads the face of a frame that look() found good. *Errors:* those of the matcher, NoFace.
    [[nodiscard]] virtual Result<Embedding> readLive(ImageView frame, const Landmarks& points) = 0;
    /// What the votes think of a face that look() saw at `now`: the one that doubts, else the least sure; nothing when
    /// there is none that can tell.
    [[nodiscard]] virtual std::optional<Opinion> opinion(base::MonoTime now, ImageView frame, const Landmarks& points);
    /// What the last frame measured that look() saw since reset(); nothing before the first.
    [[nodiscard]] virtual std::optional<Quality> lastQuality() const;
    /// Forgets the person before (place of the face, steadiness).
    virtual void reset() = 0;
    /// Forgets everything of the person before, also what detector and network keep between two pictures. Takes one
    /// description.
    virtual void forget() = 0;

    /// Why no comparison is possible; nothing when it is.
    [[nodiscard]] std::optional<Error> obstacle() const;
    /// True when the matcher may serve demonstrations only.
    [[nodiscard]] bool isDemonstration() const;
    /// Similarity below which the matcher takes two pictures for two people; 1 without a matcher.
    [[nodiscard]] double strangeBelow() const;
    /// False when there is a matcher but none of its thresholds keeps the strangers let in at or below `far`.
    [[nodiscard]] bool canPromise(std::optional<double> far) const;
    /// The answer for one chip photograph and the fused live frames: Match at or above the accept threshold, NoMatch
    /// below the reject threshold, between them Unavailable with cause Inconclusive. `far` is the share of strangers
    /// that the caller allows in at most (MatcherInfo::acceptAt()); Unavailable with FarNotMeasured when the matcher
    /// cannot promise it.
    [[nodiscard]] Verdict decide(const Embedding& chip, const std::vector<Embedding>& live,
                                 std::optional<double> far = {}) const;
    /// An answer Unavailable because of `cause`, with the matcher's name and threshold.
    [[nodiscard]] Verdict unavailable(Code cause) const;
    /// All of it at once: frames that do not pass the gate are left out; Unavailable with the last advice when none
    /// does.
    [[nodiscard]] Verdict verify(ImageView chipPhoto, std::span<const ImageView> frames);
};

/// What a verifier is made of besides the matcher; none may be null.
struct VerifierParts
{
    std::unique_ptr<Detector> detector = makeDetector();
    std::unique_ptr<Landmarker> landmarker = makeLandmarker();
    std::unique_ptr<QualityGate> gate = makeQualityGate();
    std::vector<std::unique_ptr<LivenessVote>> votes = {}; ///< second looks at a proof of life; may be empty
};

/// A verifier on what makeMatcher() returned: without a matcher every answer is Unavailable with that error as cause.
/// Loading the parts takes some 20 ms.
[[nodiscard]] std::unique_ptr<Verifier> makeVerifier(Result<std::unique_ptr<Matcher>> matcher,
                                                     VerifierParts parts = {});

} // namespace banshi::face
