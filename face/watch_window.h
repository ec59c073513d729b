// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/quality_gate.h"

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <opencv2/core.hpp>
#include <vector>

namespace banshi::face
{

/// One gate's word on a frame.
struct GateLine
{
    QString name;
    QString value; ///< what was measured, and in brackets what is asked for
    bool isGood = true;
};

/// Every gate's word on what was measured without a chip's photograph, in the order in which they are asked.
/// Threads: any.
[[nodiscard]] std::vector<GateLine> gateLines(const Quality& quality, const QualityLimits& limits);

/// What the camera shows and what each gate makes of it, for a technician before the machine. Keeps the last picture
/// only. Closed by its frame, Esc or Q. Threads: GUI thread.
class WatchWindow : public QWidget
{
public:
    WatchWindow();

    /// Shows a picture (BGR) with the gates' lines and one line of advice; returns after it has been painted and what
    /// was pressed has been heard.
    void present(const cv::Mat& picture, const QString& advice, bool isGood, std::vector<GateLine> lines);
    /// False when somebody has closed it.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void paintLine(QPainter& painter, int row, const QString& name, const QString& value, bool isGood) const;

    QImage m_picture;
    QString m_advice;
    bool m_isGood = true;
    std::vector<GateLine> m_lines;
    bool m_isOpen = true;
};

} // namespace banshi::face
