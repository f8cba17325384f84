/*
 * Disruption: what a restriction does to the boxes under way, and another way for each that it hits.
 *
 * Asked: {"what":{a restriction, as its record is told},"name":"…","dryRun":true,
 *  "apply":"all"|["CSQU3054383"],"containers":["CSQU3054383"]}.
 * A dry run, which it is where nothing else is said, keeps nothing.  Else the restriction is set under its
 * name, where it does not say the same already, and those to which it is applied are told their itinerary
 * anew.  containers: no others are looked at; all under way, where none are named.
 *
 * The restriction is held against the network without the record of that name, so that a second question
 * finds what the first one did, and tells nobody anything twice.
 *
 * {"dryRun","name","what":{},"set":true,"held":trips,"stopped":trips,"looked","hit","applied","unknown":[{"why","containers":[]}],
 *  "currency","boxes":[{"container","turn","is","place","ready","to","way":"told"|"assumed","deadline",
 *    "planned","waits","lateMinutes","stuck":{"route","place"},"advice":"wait"|"change"|"none",
 *    "arrives","gainsMinutes","price":{"minor","complete"},"co2e":{"grams","complete"},"transfers","nothing",
 *    "itinerary":{"word","container","legs"},"applied":{"id"},"refused":"…"}]}
 * by turn.  waits: when it arrives if it waits for the same trips, or the next ones of the same routes, with
 * the room that they have; null: never, as far as the network reaches.  price and co2e are beside its way of
 * before.
 */
#ifndef SERVICE_DISRUPT_H
#define SERVICE_DISRUPT_H

#include "service/answers.h"

#include <jansson.h>

bool answer_disruption(struct asking *q, const char *by, const json_t *body);

#endif
