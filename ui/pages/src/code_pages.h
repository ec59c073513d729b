// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/keyboard/keypad.h"
#include "banshi/ui/pages/identity_contents.h"
#include "banshi/ui/pages/maintenance_contents.h"
#include "banshi/ui/widgets/entry_field.h"
#include "page.h"

namespace banshi::ui::pages
{

/// What the one-time code and the PIN have in common: words, a row of boxes, a keypad.
class CodePage : public Page
{
    Q_OBJECT

public:
    CodePage(const PageTools& tools, const QString& name, widgets::EntryShow show, QWidget* parent);
    [[nodiscard]] QString entry() const override { return m_boxes->entry(); }
    void clearEntry() override { m_boxes->clear(); }

protected:
    void setLeastBoxes(int digits) { m_boxes->setLeastBoxes(digits); }
    void setCode(int digits, const i18n::Text& error, bool isOpen);
    [[nodiscard]] widgets::Label& title() const { return *m_title; }
    [[nodiscard]] widgets::Label& body() const { return *m_body; }

private:
    void report();

    widgets::Label* m_title;
    widgets::Label* m_body;
    widgets::EntryField* m_boxes;
    widgets::NoticeStrip* m_error;
    keyboard::Keypad* m_keypad;
    i18n::Text m_shownError;
};

/// See OtpContents.
class OtpPage : public CodePage
{
    Q_OBJECT

public:
    OtpPage(const PageTools& tools, QWidget* parent);
    void setContents(const OtpContents& contents);

private:
    widgets::Button* m_resend;
};

/// See PinContents.
class PinPage : public CodePage
{
    Q_OBJECT

public:
    PinPage(const PageTools& tools, QWidget* parent);
    void setContents(const PinContents& contents);

private:
    PinPurpose m_purpose = PinPurpose::Enter;
};

} // namespace banshi::ui::pages
