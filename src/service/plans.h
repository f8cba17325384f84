/*
 * Plans: the ways from a place to another in the network of the hub's routes, each with where its time goes.
 *
 * {"asked":{...},"box":{"container","is","place","ready","transport","route","blocks":[code]},"currency","network":{"set","from","until","services","trips","legs","live","unclear":[{transport,route}],
 *    "leftOut":[{name,why}]},
 *  "plans":[{"departs","arrives","minutes","price":{"minor","complete"},"co2e":{"grams","wellToTank","complete"},
 *    "transfers","best":["arrival",...],"time":{"running","waiting","border","transfer"},
 *    "likely","borders":[{"place","from","into","scheduled","likely","late","passings","pooled"}],
 *    "legs":[{"route","title","operator","mode","note","date","from":{place},"to":{place},"ready","closes","departs",
 *      "arrives","stops":[...],"km","price","co2e","live":{"transport","by","departs","arrives"},
 *      "held":[{"place","minutes","issuer","telegram","trainsADay"}],
 *      "before":{time},"missed":{...}}],"after":{time}}],"nothing"}
 * Times have the offset of their place.  Prices are minor units; complete is false where a part of the price,
 * or of what is emitted, is not known: the amount is that of the rest.  nothing says why there is no plan.
 */
#ifndef SERVICE_PLANS_H
#define SERVICE_PLANS_H

#include "service/answers.h"

#define PLANS_WITHIN 30 /* days, where nothing else is asked */
#define PLANS_SIZE   "45G1"
#define PLANS_KG     20000
#define PLANS_LIST   16 /* of places, countries ... that are avoided or required */

struct plans_list {
	const char *items[PLANS_LIST];
	size_t count;
};

struct plans_asked {
	const char *container; /* from where that one is (service/plans_box.h); NULL: from `from` */
	const char *from, *to; /* of a container to may be NULL: its destination */
	const char *at, *by;   /* RFC 3339; at NULL: now; by: to be there, NULL: as early as may be */
	const char *size;      /* size and type code; NULL: the container's, else PLANS_SIZE */
	const char *commodity; /* NULL: not told */
	const char *currency;
	int64_t kg; /* of the box with its cargo; -1: the container's, else PLANS_KG */
	bool reefer, dangerous;
	struct plans_list avoid_modes, avoid_places, avoid_countries, avoid_routes, via;
	int64_t max_transfers, max_minor; /* -1: any */
	int64_t within;                   /* days behind the earliest arrival */
};

bool answer_plans(struct asking *q, const struct plans_asked *asked);

#endif
