// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace banshi::drivers::sdk
{

/// `IdCardReader.InsertCard`: the reader now waits for a card.
struct InsertCard
{
};
/// `IdCardReader.MediaDetected`: a card lies on the reader and is being read; it must not be moved.
struct MediaDetected
{
};
/// `DocumentPrinter.Progress`: where the printer stands with the running job.
struct PrintProgress
{
    std::uint32_t impressions = 0;    ///< sides that left the printer
    std::string state;                ///< IPP job-state keyword, e.g. `processing`
    std::vector<std::string> reasons; ///< IPP job- and printer-state-reasons keywords
};

/// `PaymentTerminal.Progress`: where the person at the terminal stands.
struct PaymentProgress
{
    std::string stage; ///< the terminal's word, e.g. `cardInserted`
};

/// `Keyboard.KeyEvent`: a key was pressed.
struct KeyPressed
{
    std::string digit; ///< the key's configured word, e.g. `five`, `enter`, `fdk01`
};

/// `Biometric.PresentSubjectEvent`: the sensor now waits for a finger.
struct PresentSubject
{
};
/// `Biometric.SubjectDetectedEvent`: a finger lies on the sensor and is being captured.
struct SubjectDetected
{
};
/// `Biometric.RemoveSubjectEvent`: the finger may be lifted.
struct RemoveSubject
{
};

/// `CardReader.InsertCardEvent`: the reader now waits for a card with contacts.
struct InsertChipCard
{
};
/// `CardReader.MediaInsertedEvent`: a card with contacts is in the reader.
struct ChipCardInserted
{
};

/// Everything that a running operation may announce before it ends.
using Event = std::variant<InsertCard, MediaDetected, PrintProgress, PaymentProgress, KeyPressed, PresentSubject,
                           SubjectDetected, RemoveSubject, InsertChipCard, ChipCardInserted>;

} // namespace banshi::drivers::sdk
