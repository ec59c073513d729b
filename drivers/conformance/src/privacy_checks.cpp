// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include <QDirIterator>
#include <QFile>
#include <iconv.h>

namespace banshi::drivers::conformance
{

namespace
{

// `text` in the encoding of Chinese devices; empty when this system cannot.
QByteArray gb18030Of(const QString& text)
{
    QByteArray from = text.toUtf8();
    QByteArray to(from.size() * 2 + 4, '\0');
    const iconv_t converter = iconv_open("GB18030", "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr): as iconv_open() tells failure
        return {};
    char* in = from.data();
    char* out = to.data();
    auto inLeft = static_cast<std::size_t>(from.size());
    auto outLeft = static_cast<std::size_t>(to.size());
    const bool isDone = iconv(converter, &in, &inLeft, &out, &outLeft) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    return isDone ? to.left(to.size() - static_cast<qsizetype>(outLeft)) : QByteArray();
}

// The forms in which a text may stand in a log, each with its name.
QList<std::pair<const char*, QByteArray>> formsOf(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray gb = gb18030Of(text);
    const QByteArray utf16(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    return {{"as it is", utf8},
            {"in GB 18030", gb},
            {"in UTF-16", utf16},
            {"as hex of UTF-8", utf8.toHex()},
            {"as hex of GB 18030", gb.toHex()},
            {"as hex of UTF-16", utf16.toHex()},
            {"in base64", utf8.toBase64().chopped(utf8.size() % 3 == 0 ? 0 : 4)}};
}

// How one of the marks stands in `text`; never the mark itself.
std::optional<std::string> trace(const QByteArray& text, const QStringList& marks)
{
    for (qsizetype i = 0; i < marks.size(); ++i)
        for (const auto& [form, bytes] : formsOf(marks[i]))
            if (!bytes.isEmpty() && (text.contains(bytes) || text.contains(bytes.toUpper())))
                return "text " + std::to_string(i + 1) + " of the test person stands there " + form;
    return std::nullopt;
}

Verdict logs(Trial& trial)
{
    for (const std::string& mark : trial.end.marks())
        trial.marks << QString::fromStdString(mark);
    if (trial.marks.isEmpty()) // when no check before has used a resident's texts
        (void)trial.profile.operate(trial.bench, trial.end, trial.marks);
    trial.marks.removeDuplicates();
    if (trial.marks.isEmpty())
        return notRun("no whole operation has told a text of a resident, and no --mark names one");
    if (const auto found = trace(trial.bench.log(), trial.marks))
        return failed("the log tells of a resident: " + *found);
    if (const auto found = trace(trial.bench.said().join(u'\n').toUtf8(), trial.marks))
        return failed("an error's description or a status reason tells of a resident: " + *found);
    return passed({{"logBytes", trial.bench.log().size()}});
}

Verdict files(Trial& trial)
{
    QDirIterator found(trial.bench.runFolder(), QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (found.hasNext())
    {
        QFile file(found.next());
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (const auto how = trace(content + file.fileName().toUtf8(), trial.marks))
            return failed("a file in its run folder tells of a resident: " + *how);
    }
    return passed();
}

} // namespace

void addPrivacyChecks(const ClassProfile& profile, std::vector<Check>& checks)
{
    if (!profile.learnsOfResidents())
        return;
    checks.push_back({"privacy.logs", "logs, descriptions and reasons tell of no resident", {}, logs, true});
    checks.push_back({"privacy.files", "no file that it leaves tells of a resident", {}, files, true});
}

} // namespace banshi::drivers::conformance
