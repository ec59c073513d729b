// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/ui/pages/screen.h"
#include "banshi/ui/samples/samples.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QDir>

namespace
{

struct Wish
{
    std::string out = "gallery";
    std::string language = "zh";
    std::string scheme = "day";
    std::string only;
    int step = 0;
    int width = 1080;
    int height = 1920;
};

void settle()
{
    constexpr int kRounds = 4; // layouts answer each other with posted events
    for (int round = 0; round < kRounds; ++round)
        QCoreApplication::sendPostedEvents();
}

/// Paints every sample into a PNG file. Returns false when a file cannot be written.
bool paintAll(const Wish& wish)
{
    using namespace banshi;
    const base::SystemClock clock;
    ui::widgets::Look look(ui::theme::Panel(QSizeF(268, 476), QSize(wish.width, wish.height)));
    look.setLanguage(wish.language == "en" ? ui::i18n::Language::English : ui::i18n::Language::Chinese);
    look.setStep(wish.step);
    look.setScheme(wish.scheme == "night"      ? ui::theme::Scheme::Night
                   : wish.scheme == "contrast" ? ui::theme::Scheme::HighContrast
                                               : ui::theme::Scheme::Day);
    ui::pages::Screen screen(look, clock);
    screen.resize(wish.width, wish.height);
    screen.show();
    for (const ui::samples::Sample& sample : ui::samples::allSamples())
    {
        if (!wish.only.empty() && !sample.name.startsWith(QString::fromStdString(wish.only)))
            continue;
        screen.present(sample.page, sample.frame);
        if (!sample.camera.isNull())
            screen.setCameraFrame({sample.camera.constBits(), sample.camera.width(), sample.camera.height(),
                                   static_cast<int>(sample.camera.bytesPerLine())});
        settle();
        const QString path = QDir(QString::fromStdString(wish.out)).filePath(sample.name + QStringLiteral(".png"));
        if (!screen.grab().save(path))
            return false;
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options{"Paints every page of the kiosk with sample contents into PNG files."};
    Wish wish;
    options.add_option("--out", wish.out, "Folder for the pictures");
    options.add_option("--lang", wish.language, "Language")->check(CLI::IsMember({"zh", "en"}));
    options.add_option("--size", wish.step, "Text size, 0 to 3")->check(CLI::Range(0, 3));
    options.add_option("--scheme", wish.scheme, "Colours")->check(CLI::IsMember({"day", "night", "contrast"}));
    options.add_option("--only", wish.only, "Only pages whose name begins like this");
    options.add_option("--width", wish.width, "Pixels")->check(CLI::Range(270, 4320));
    options.add_option("--height", wish.height, "Pixels")->check(CLI::Range(480, 7680));
    CLI11_PARSE(options, argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (!QDir().mkpath(QString::fromStdString(wish.out)) || !paintAll(wish))
    {
        qCritical("cannot write into %s", wish.out.c_str());
        return 1;
    }
    return 0;
}
