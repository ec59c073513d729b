/* SPDX-License-Identifier: Apache-2.0 */
/* ACR reader SDK, C interface. This and libacr.so is all that its maker gives away. Call it from one thread. */
#ifndef ACR_H
#define ACR_H

#ifdef __cplusplus
extern "C" {
#endif

/** Opens the reader at a serial port. 0, or -1: no such port, -2: in use. */
int acr_open(const char* port);
/** Writes the model's name as text. Its length, or -3: not open. */
int acr_model(char* text, int size);
/** 1: a card lies on the reader, 0: none, -3: not open. */
int acr_card(void);
/** Writes the card's nine fields as UTF-8 with '|' between them. Its length, -3: not open, -4: cannot be read. */
int acr_read(char* text, int size);

#ifdef __cplusplus
}
#endif

#endif
