// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/session/visit.h"

#include "banshi/app/services/form_model.h"

namespace banshi::app::session
{

Visit::Visit() = default;

Visit::~Visit()
{
    for (auto& picture : pictures)
        base::wipe(picture.data(), picture.size());
    for (std::string* text : {&subjectToken, &pickupCode, &nonce})
        base::wipe(text->data(), text->size());
    if (!card)
        return;
    for (std::string* text : {&card->name, &card->number, &card->address, &card->birth, &card->issuer})
        base::wipe(text->data(), text->size());
}

} // namespace banshi::app::session
