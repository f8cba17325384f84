/*
 * Which mails are answered, so that two programs never answer each other for ever.
 *
 * Who says to be a program is not answered, nor who wants no answer, nor ourselves.  Many programs do not say
 * so.  A receipt's Message-ID therefore counts how many receipts its thread has had: someone who corrects a
 * file and sends it as a reply gets a few of them, and beyond that only where what they sent was news.  A
 * reply that brings nothing gets none.
 */
#ifndef SERVICE_MAIL_LOOP_H
#define SERVICE_MAIL_LOOP_H

#include "service/mail_answer.h"

#define MAIL_REPLIES_MOST 3 /* receipts of one thread that told nothing new */

/* A receipt of ours that came back as it was sent. */
bool mail_is_receipt(const struct mail_part *p);
/* hub: our own address; taken: what became of what it brought. */
bool mail_is_answered(const struct mail *m, const char *hub, const struct mail_taken *taken, size_t n);

#endif
