// SPDX-License-Identifier: GPL-3.0-or-later
#include "code_pages.h"

#include "banshi/ui/i18n/format.h"
#include "keypad_ground.h"

namespace banshi::ui::pages
{

CodePage::CodePage(const PageTools& tools, const QString& name, widgets::EntryShow show, QWidget* parent)
    : Page(tools, name, parent)
{
    m_title = addTitle({}, Qt::AlignHCenter);
    m_body = addWords({}, Qt::AlignHCenter, 4);
    m_boxes = new widgets::EntryField(look(), show);
    m_boxes->setObjectName(name + QStringLiteral(".boxes"));
    sheets().add(m_boxes, {.gap = 12});
    m_error = addNotice({});
    sheets().setCentred(true);
    m_keypad = new keyboard::Keypad(look(), false);
    setBottom(new KeypadGround(look(), m_keypad, this));
    connect(m_keypad, &keyboard::Keypad::typed, this, [this](const QString& digit) {
        m_boxes->insert(digit);
        report();
    });
    connect(m_keypad, &keyboard::Keypad::erased, this, [this] {
        m_boxes->eraseLast();
        report();
    });
    connect(m_keypad, &keyboard::Keypad::cleared, this, [this] {
        m_boxes->clear();
        report();
    });
}

void CodePage::report()
{
    tap(objectName() + QStringLiteral(".edited"), m_boxes->entry());
}

void CodePage::setCode(int digits, const i18n::Text& error, bool isOpen)
{
    m_boxes->setMaxLength(digits);
    if (!error.isEmpty() && error != m_shownError)
        m_boxes->clear();
    m_shownError = error;
    if (!isOpen)
        m_boxes->clear();
    m_keypad->setEnabled(isOpen);
    m_error->setNotice(error.isEmpty()
                           ? widgets::Notice{}
                           : widgets::Notice{.tone = theme::Tone::Wait, .title = error, .sign = QStringLiteral("!")});
}

OtpPage::OtpPage(const PageTools& tools, QWidget* parent)
    : CodePage(tools, QStringLiteral("otp"), widgets::EntryShow::Boxes, parent)
{
    title().setText(word(u"otp.title"));
    m_resend = addButton(widgets::ButtonKind::Quiet, QStringLiteral("otp.resend"), {});
    m_resend->setLeastHeight(theme::length::kButton);
    m_resend->setRole(theme::Role::Body);
}

void OtpPage::setContents(const OtpContents& contents)
{
    body().setText(word(u"otp.body", {{QStringLiteral("number"), contents.sentTo}}));
    setCode(contents.digits, contents.error, true);
    m_resend->setEnabled(contents.canResend);
    m_resend->setLabel(contents.canResend || contents.resendSeconds <= 0
                           ? word(u"otp.resend")
                           : word(u"otp.resendIn", {{QStringLiteral("time"),
                                                     i18n::duration(std::chrono::seconds(contents.resendSeconds))}}));
    sheets().settle();
}

PinPage::PinPage(const PageTools& tools, QWidget* parent)
    : CodePage(tools, QStringLiteral("pin"), widgets::EntryShow::Dots, parent)
{
}

void PinPage::setContents(const PinContents& contents)
{
    if (contents.purpose != m_purpose)
        clearEntry();
    m_purpose = contents.purpose;
    const bool isOpen = contents.lockedSeconds <= 0;
    const std::vector<i18n::Text::Arg> digits{
        {QStringLiteral("least"), i18n::Text::plain(QString::number(contents.least))},
        {QStringLiteral("most"), i18n::Text::plain(QString::number(contents.digits))}};
    setLeastBoxes(contents.least);
    switch (contents.purpose)
    {
    case PinPurpose::Enter:
        title().setText(word(u"pin.enter.title"));
        body().setText(word(u"pin.enter.body"));
        break;
    case PinPurpose::ChooseNew:
        title().setText(word(u"pin.new.title"));
        body().setText(word(u"pin.new.body", digits));
        break;
    case PinPurpose::RepeatNew:
        title().setText(word(u"pin.repeat.title"));
        body().setText(word(u"pin.repeat.body"));
        break;
    }
    const i18n::Text locked =
        word(u"pin.locked", {{QStringLiteral("time"), i18n::duration(std::chrono::seconds(contents.lockedSeconds))}});
    setCode(contents.digits, isOpen ? contents.error : locked, isOpen);
    sheets().settle();
}

} // namespace banshi::ui::pages
