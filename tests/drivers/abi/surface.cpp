// SPDX-License-Identifier: Apache-2.0
// What host and plug-in know of each other: one function for each class that one calls and the other implements, so
// that libabigail finds its layout and its table of methods here. Never run.
#include <banshi/drivers/sdk/barcode_reader.h>
#include <banshi/drivers/sdk/biometric_reader.h>
#include <banshi/drivers/sdk/camera.h>
#include <banshi/drivers/sdk/card_reader.h>
#include <banshi/drivers/sdk/document_printer.h>
#include <banshi/drivers/sdk/host_attention.h>
#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <banshi/drivers/sdk/indicators.h>
#include <banshi/drivers/sdk/keypad.h>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <banshi/drivers/sdk/plugin.h>
#include <banshi/drivers/sdk/receipt_printer.h>

namespace banshi::drivers::sdk::surface
{

[[gnu::visibility("default")]] BarcodeReader* of(BarcodeReader* one)
{
    return one;
}

[[gnu::visibility("default")]] BiometricReader* of(BiometricReader* one)
{
    return one;
}

[[gnu::visibility("default")]] Camera* of(Camera* one)
{
    return one;
}

[[gnu::visibility("default")]] CardReader* of(CardReader* one)
{
    return one;
}

[[gnu::visibility("default")]] DocumentPrinter* of(DocumentPrinter* one)
{
    return one;
}

[[gnu::visibility("default")]] IdCardReader* of(IdCardReader* one)
{
    return one;
}

[[gnu::visibility("default")]] Indicators* of(Indicators* one)
{
    return one;
}

[[gnu::visibility("default")]] Keypad* of(Keypad* one)
{
    return one;
}

[[gnu::visibility("default")]] PaymentTerminal* of(PaymentTerminal* one)
{
    return one;
}

[[gnu::visibility("default")]] ReceiptPrinter* of(ReceiptPrinter* one)
{
    return one;
}

[[gnu::visibility("default")]] DriverPlugin* of(DriverPlugin* one)
{
    return one;
}

[[gnu::visibility("default")]] HostServices* of(HostServices* one)
{
    return one;
}

[[gnu::visibility("default")]] HostAttention* of(HostAttention* one)
{
    return one;
}

[[gnu::visibility("default")]] CallContext* of(CallContext* one)
{
    return one;
}

[[gnu::visibility("default")]] FrameSink* of(FrameSink* one)
{
    return one;
}

} // namespace banshi::drivers::sdk::surface
