// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_printer.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>

namespace banshi::drivers::plugins::document_ipp
{

/// The plug-in `document-ipp`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "document-ipp.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        // `ipp:` is the scheme of the connection as well as of the URI: both `ipp:ipp://host/…` and `ipp://host/…` are
        // taken.
        const std::string address = options.address();
        auto uri = parsePrinterUri(address.starts_with("ipp") ? address : options.connection);
        if (!uri)
            return sdk::failure(sdk::ErrorCode::InvalidData, "connection: ipp://HOST[:PORT]/PATH or ipps://…");
        IppPrinter::Setup setup;
        setup.address = std::move(*uri);
        setup.media = options.valueOr<std::string>("media", setup.media);
        setup.ignoredReasons = options.valueOr<std::vector<std::string>>("ignored_reasons", {});
        return std::unique_ptr<sdk::Device>(std::make_unique<IppPrinter>(std::move(setup), host));
    }
};

} // namespace banshi::drivers::plugins::document_ipp

#include "plugin.moc"
