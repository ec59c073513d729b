// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/notice.h"
#include "banshi/ui/widgets/paint.h"

#include <QImage>
#include <QWidget>
#include <optional>

namespace banshi::ui::widgets
{

/// What is drawn over the camera's picture.
enum class Guide
{
    Oval,  ///< for a face; the picture is mirrored
    Sheet, ///< for a paper; not mirrored
};

/// The camera's picture with a guide, an arrow and a friendly correction. Keeps only the last picture, in memory.
/// Threads: GUI thread.
class CameraView : public QWidget, public Readable
{
    Q_OBJECT
    Q_PROPERTY(bool showsPicture READ hasFrame) // for whoever looks at the screen from outside

public:
    CameraView(const Look& look, Guide guide, QWidget* parent = nullptr);
    ~CameraView() override;

    /// Copies the picture; one without pixels clears the view.
    void setFrame(const FrameView& frame);
    /// Finished part of the guide, 0 to 1.
    void setProgress(double progress);
    /// Direction of the arrow in degrees as seen by the person (0 right, 90 up, 180 left); nothing for none.
    void setArrow(std::optional<double> degrees);
    void setCorrection(const i18n::Text& correction);
    /// A mark in the upper corner, e.g. that this is a demonstration.
    void setMark(const i18n::Text& mark);
    [[nodiscard]] bool hasFrame() const { return !m_frame.isNull(); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Pill;
    [[nodiscard]] QRectF guideRoom() const;
    [[nodiscard]] std::vector<Pill> pills() const;
    void paintPicture(QPainter& painter) const;
    void paintGuide(QPainter& painter) const;

    const Look& m_look;
    Guide m_guide;
    QImage m_frame;
    double m_progress = 0;
    std::optional<double> m_arrow;
    i18n::Text m_correction;
    i18n::Text m_mark;
};

} // namespace banshi::ui::widgets
