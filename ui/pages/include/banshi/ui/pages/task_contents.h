// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/rows.h"
#include "banshi/ui/widgets/notice.h"

#include <QImage>
#include <optional>

namespace banshi::ui::pages
{

/// A picture that was taken. Tap `photo.delete.<id>`.
struct Thumbnail
{
    QString id{};
    QImage image{};
    bool operator==(const Thumbnail&) const = default;
};

/// What the camera shows.
enum class PhotoCamera
{
    Showing,
    Starting, ///< no picture yet: nothing can be taken
    Away,     ///< no picture came: the key starts the camera again
};

/// Take pictures with the document camera. Taps `photo.take`, `photo.delete.<id>`; pictures of the camera come by
/// Screen::setCameraFrame().
struct PhotoContents
{
    i18n::Text title{}; ///< empty: the page's own words
    i18n::Text body{};
    std::vector<Thumbnail> taken{};
    int most = 3;
    PhotoCamera camera = PhotoCamera::Showing;
    bool canTake = true; ///< false while a picture is being taken
    i18n::Text correction{};
    bool operator==(const PhotoContents&) const = default;
};

/// A line to be checked before something is sent. Tap `edit.<id>` when it may be changed.
struct SummaryRow
{
    QString id{};
    i18n::Text label{};
    i18n::Text value{};
    i18n::Text source{}; ///< where it comes from; may be empty
    bool editable = false;
    bool operator==(const SummaryRow&) const = default;
};

/// Check everything once.
struct SummaryContents
{
    i18n::Text title{}; ///< empty: the page's own words
    i18n::Text lead{};
    std::vector<SummaryRow> rows{};
    std::optional<widgets::Notice> notice{}; ///< what the next key does
    bool operator==(const SummaryContents&) const = default;
};

/// A line of a bill.
struct AmountLine
{
    i18n::Text name{};
    qint64 fen = 0;
    bool operator==(const AmountLine&) const = default;
};

/// How far the payment is.
enum class PayState
{
    Waiting,  ///< the code can be scanned
    Checking, ///< asking the bank; the code is covered
};

/// Scan and pay.
struct PayContents
{
    PayState state = PayState::Waiting;
    i18n::Text subtitle{}; ///< what is paid; printer already checked
    QString qrText{};
    i18n::Text channels{}; ///< empty: the usual ones
    std::vector<AmountLine> lines{};
    qint64 totalFen = 0;
    int secondsLeft = 0;
    i18n::Text promise{}; ///< what happens if it fails; empty: the page's own words
    bool operator==(const PayContents&) const = default;
};

/// What the picture of a waiting or finished page shows.
enum class Picture
{
    None,
    Paper, ///< a sheet out of the A4 outlet
    Slip,  ///< a slip out of the receipt outlet
    Send,  ///< on its way to the office
    Card,  ///< the card on the reader
};

/// What is happening now; real progress, never a spinner alone.
struct ProgressContents
{
    i18n::Text title{};
    i18n::Text body{};
    Picture picture = Picture::None;
    std::vector<Stage> stages{};
    std::optional<double> fraction{}; ///< 0 to 1 when it is known
    i18n::Text figure{};              ///< e.g. 第 1 页，共 2 页
    bool operator==(const ProgressContents&) const = default;
};

} // namespace banshi::ui::pages
