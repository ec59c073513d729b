// SPDX-License-Identifier: GPL-3.0-or-later
#include "form_page.h"

#include "banshi/ui/keyboard/keyboard.h"
#include "banshi/ui/keyboard/keypad.h"
#include "keypad_ground.h"

namespace banshi::ui::pages
{

namespace
{

constexpr int kMostColumns = 3;
constexpr std::size_t kMostListed = 30;

bool fits(const Choice& choice, const widgets::Look& look, const QString& wanted)
{
    if (wanted.isEmpty() || look.words(choice.label).contains(wanted, Qt::CaseInsensitive))
        return true;
    const QStringList keys = choice.search.split(u' ', Qt::SkipEmptyParts);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const QString& key) { return key.startsWith(wanted, Qt::CaseInsensitive); });
}

} // namespace

FormPage::FormPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("form"), parent) {}

void FormPage::setContents(const FormContents& contents)
{
    const bool isSameQuestion =
        contents.field == m_contents.field && contents.input.index() == m_contents.input.index() && m_title != nullptr;
    m_contents = contents;
    if (!isSameQuestion)
        build();
    m_title->setText(contents.title);
    m_subtitle->setText(contents.subtitle);
    m_error->setNotice(
        contents.error.isEmpty()
            ? widgets::Notice{}
            : widgets::Notice{.tone = theme::Tone::Wait, .title = contents.error, .sign = QStringLiteral("!")});
    if (const auto* choices = std::get_if<ChoiceInput>(&contents.input))
        choose(choices->selected);
    sheets().settle();
}

QString FormPage::entry() const
{
    if (m_field != nullptr)
        return m_field->entry();
    return m_months != nullptr ? m_months->entry() : m_chosen;
}

void FormPage::clearEntry()
{
    if (m_field != nullptr)
        m_field->clear();
    if (m_list != nullptr)
        m_list->clearEntry();
    m_chosen.fill(u'\0');
    m_chosen.clear();
}

void FormPage::build()
{
    clearEntry();
    sheets().clear();
    replaceBottom(nullptr);
    m_field = nullptr;
    m_months = nullptr;
    m_list = nullptr;
    m_choices.clear();
    m_title = addTitle(m_contents.title);
    m_subtitle = addWords(m_contents.subtitle);
    std::visit([this](const auto& input) { addAnswer(input); }, m_contents.input);
    m_error = addNotice({});
    addSource();
    sheets().setSheet(0);
}

void FormPage::replaceBottom(QWidget* bottom)
{
    if (m_bottom != nullptr)
    {
        m_bottom->hide();
        m_bottom->deleteLater();
    }
    m_bottom = bottom;
    showSheets(m_list == nullptr);
    if (bottom != nullptr)
        setBottom(bottom);
}

void FormPage::addAnswer(const ChoiceInput& input)
{
    auto* grid = new widgets::ButtonGrid(look(), kMostColumns);
    for (const Choice& choice : input.choices)
    {
        const QString name = QStringLiteral("choice.") + choice.value;
        auto* button = new widgets::Button(look(), widgets::ButtonKind::Second, name);
        button->setLeastHeight(theme::length::kMainButton);
        button->setLabel(choice.label);
        button->setDetail(choice.detail);
        connect(button, &widgets::Button::clicked, this, [this, name, value = choice.value] {
            choose(value);
            tap(name, value);
        });
        grid->add(button);
        m_choices.emplace_back(choice.value, button);
    }
    sheets().add(grid, {.gap = 8});
}

void FormPage::choose(const QString& value)
{
    m_chosen = value;
    for (const auto& [own, button] : m_choices)
        button->setSelected(own == value);
}

widgets::EntryField* FormPage::addField(widgets::EntryShow show, const i18n::Text& placeholder)
{
    if (!m_contents.label.isEmpty())
    {
        auto* label = new widgets::Label(look(), theme::Role::Body);
        label->setWeight(QFont::Bold);
        label->setText(m_contents.required ? m_contents.label
                                           : word(u"form.optional", {{QStringLiteral("label"), m_contents.label}}));
        sheets().add(label, {.gap = 8, .withNext = true});
    }
    m_field = new widgets::EntryField(look(), show);
    m_field->setObjectName(QStringLiteral("form.field"));
    m_field->setPlaceholder(placeholder);
    sheets().add(m_field, {.gap = m_contents.label.isEmpty() ? 8.0 : 2.0});
    return m_field;
}

void FormPage::addAnswer(const TextInput& input)
{
    addField(widgets::EntryShow::Plain, input.placeholder);
    m_field->setMaxLength(input.maxLength);
    m_field->setLines(input.lines);
    m_field->setEntry(input.initial);
    auto* keys = new keyboard::Keyboard(look(), tools().pinyin(), input.chinese);
    connect(keys, &keyboard::Keyboard::typed, this, [this](const QString& text) {
        m_field->insert(text);
        report();
    });
    connect(keys, &keyboard::Keyboard::erased, this, [this] {
        m_field->eraseLast();
        report();
    });
    connect(keys, &keyboard::Keyboard::composing, m_field, &widgets::EntryField::setComposing);
    connect(keys, &keyboard::Keyboard::closed, keys, &QWidget::hide);
    connect(m_field, &widgets::EntryField::touched, keys, &QWidget::show);
    replaceBottom(keys);
}

void FormPage::addAnswer(const DigitsInput& input)
{
    addField(input.group > 0 ? widgets::EntryShow::Groups : widgets::EntryShow::Plain, input.placeholder);
    m_field->setMaxLength(input.maxLength);
    m_field->setGroup(input.group);
    m_field->setEntry(input.initial);
    auto* keys = new keyboard::Keypad(look(), input.letterX);
    connect(keys, &keyboard::Keypad::typed, this, [this](const QString& digit) {
        m_field->insert(digit);
        report();
    });
    connect(keys, &keyboard::Keypad::erased, this, [this] {
        m_field->eraseLast();
        report();
    });
    connect(keys, &keyboard::Keypad::cleared, this, [this] {
        m_field->clear();
        report();
    });
    replaceBottom(new KeypadGround(look(), keys));
}

void FormPage::addAnswer(const MonthRangeInput& input)
{
    m_months = new MonthRange(look());
    m_months->setInput(input);
    connect(m_months, &MonthRange::changed, this, [this] { report(); });
    sheets().add(m_months, {.gap = 8});
}

void FormPage::addAnswer(const ListInput& input)
{
    m_chosen = input.selected;
    m_list = new SearchView(tools(), m_contents.title, m_contents.label);
    connect(m_list, &SearchView::edited, this, [this](const QString& wanted) { listFitting(wanted); });
    replaceBottom(m_list);
    listFitting({});
}

void FormPage::listFitting(const QString& wanted)
{
    std::vector<QWidget*> rows;
    for (const Choice& choice : std::get<ListInput>(m_contents.input).choices)
    {
        if (rows.size() >= kMostListed || !fits(choice, look(), wanted))
            continue;
        auto* row = new widgets::ListRow(look(), QStringLiteral("choice.") + choice.value);
        row->setTitle(choice.label);
        row->setDetail(choice.value == m_chosen ? word(u"form.chosen") : choice.detail);
        connect(row, &widgets::ListRow::clicked, this, [this, value = choice.value] {
            m_chosen = value;
            tap(QStringLiteral("choice.") + value, value);
        });
        rows.push_back(row);
    }
    m_list->setRows(rows, word(u"form.nothingFits"));
}

void FormPage::addSource()
{
    if (m_contents.source.isEmpty())
        return;
    auto* row = new widgets::PairRow(look());
    row->setPair(m_contents.source, {});
    if (m_contents.contestable)
        connect(row->addButton(QStringLiteral("form.contest"), word(u"form.contest")), &widgets::Button::clicked, this,
                [this] { tap(QStringLiteral("form.contest")); });
    sheets().add(row);
}

void FormPage::report()
{
    tap(QStringLiteral("form.edited"), entry());
}

} // namespace banshi::ui::pages
