// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_file.h"

namespace banshi::journeys
{

QString machineFile(const MachineFacts& facts)
{
    QString text =
        QStringLiteral("# The demo machine: every device is simulated at the other end of its real wire.\n"
                       "[machine]\n"
                       "mode = \"development\"\n"
                       "device_id = \"SZ-FT-0417\"\n"
                       "site = { zh = \"莲花街道 24 小时自助点\", en = \"Lianhua 24-hour self-service point\" }\n"
                       "grid_code = \"440399001002003\"\n"
                       "run_dir = \"run\"\n"
                       "test_clock = \"clock\"\n"
                       "[panel]\n"
                       "width_mm = 268\n"
                       "height_mm = 476\n"
                       "window_width_px = %2\n"
                       "window_height_px = %3\n"
                       "[platform]\n"
                       "url = \"https://127.0.0.1:%1\"\n"
                       "ca = \"tls/ca.pem\"\n"
                       "certificate = \"tls/kiosk.pem\"\n"
                       "key = \"tls/kiosk.key\"\n"
                       "seal_key = \"tls/city-seal.pub\"\n"
                       "signature_key = \"tls/city-sign.pub\"\n"
                       "[gateway]\n"
                       "data_dir = \"data\"\n"
                       "[face]\n"
                       "matcher = \"banshi-rendered-v1\"\n");
    text = text.arg(facts.cityPort).arg(facts.window.width()).arg(facts.window.height());
    if (!facts.spoken.isEmpty())
        text += QStringLiteral("[speech]\narguments = [\"-w\", \"%1\"]\n").arg(facts.spoken);
    const auto device = [&text](const QString& name, const QString& kind, const QString& driver,
                                const QString& connection, const QString& options) {
        text += QStringLiteral("[[device]]\nname = \"%1\"\nclass = \"%2\"\ndriver = \"%3\"\nconnection = \"%4\"\n")
                    .arg(name, kind, driver, connection);
        if (!options.isEmpty())
            text += QStringLiteral("options = { %1 }\n").arg(options);
    };
    device(QStringLiteral("idcard"), QStringLiteral("IdCardReader"), QStringLiteral("idcard-sam"),
           QStringLiteral("serial:") + facts.idCardTty, QStringLiteral("photo_decoder = \"webp\""));
    device(QStringLiteral("receipt"), QStringLiteral("ReceiptPrinter"), QStringLiteral("receipt-escpos"),
           QStringLiteral("serial:") + facts.receiptTty, {});
    device(QStringLiteral("a4"), QStringLiteral("DocumentPrinter"), QStringLiteral("document-ipp"),
           QStringLiteral("ipp://127.0.0.1:%1/ipp/print")
               .arg(facts.printerPort)
               .replace(QStringLiteral("ipp://"), QStringLiteral("ipp:ipp://")),
           {});
    device(QStringLiteral("face-camera"), QStringLiteral("Camera"), QStringLiteral("camera-v4l2"),
           QStringLiteral("http://127.0.0.1:%1/face")
               .arg(facts.cameraPort)
               .replace(QStringLiteral("http://"), QStringLiteral("http:http://")),
           {});
    device(QStringLiteral("document-camera"), QStringLiteral("Camera"), QStringLiteral("camera-v4l2"),
           QStringLiteral("http://127.0.0.1:%1/document")
               .arg(facts.cameraPort)
               .replace(QStringLiteral("http://"), QStringLiteral("http:http://")),
           {});
    for (const MoreDevice& one : facts.more)
        device(one.name, one.kind, one.driver, one.connection, one.options);
    return text;
}

} // namespace banshi::journeys
