/*
 * One message of a platform file while its records come: its head, the ship, the box or bill under way.
 */
#ifndef WIRE_MOT_MESSAGE_H
#define WIRE_MOT_MESSAGE_H

#include "wire/making.h"
#include "wire/mot/layout.h"
#include "wire/mot/record.h"

#define MOT_KEY   100 /* bytes of what is looked up by */
#define MOT_LIST  100 /* boxes that the event of a bill names; each names the bill itself */
#define MOT_ASKED 16  /* places that are told of as unknown, kinds of records as unread */

struct mot_spot { /* a place as told */
	const char *code, *text;
};

struct mot_box {
	bool open;
	struct making_at at;
	const char *number, *size, *status, *stowage, *unit, *temperature, *weight, *operator_code;
	const char *seal, *bill, *plate;
	struct mot_spot load, discharge, delivery;
	const char *operated;
	struct making_at operated_at;
	/* of a manifest */
	const char *packages, *net, *tare, *volume;
};

struct mot_bill {
	bool open;
	struct making_at at;
	const char *number, *issued, *consignor, *consignee, *packages, *gross, *goods, *danger;
	struct making_at issued_at;
	struct mot_spot load, discharge, delivery;
	const char **boxes;
	size_t count, room;
};

struct mot_reading {
	struct making m;
	enum mot_kind kind; /* MOT_KINDS: none we take; nothing more is read */
	const char *description, *created;
	struct making_at created_at, description_at;
	struct mot_spot port; /* the sender's */
	struct transport_ref ship;
	const char *vessel_code;
	struct mot_spot departs;
	const char *arrives, *sails;
	struct making_at arrives_at, sails_at;
	bool has_key;
	const char *code; /* of every box's event: LOAD DISC GTIN GTOT; NULL: not said */
	struct mot_box box;
	struct mot_bill bill;
	const char **boxes; /* of a manifest */
	size_t box_count, box_room, bill_count;
	const char *asked[MOT_ASKED];
	size_t asked_count;
	bool zone_told, unread[100];
};

/* The first record, 00, has opened it. */
void mot_open(struct mot_reading *r, const struct mot_record *record);
void mot_take(struct mot_reading *r, const struct mot_record *record);
/* Record 99 has closed it. */
void mot_close(struct mot_reading *r, const struct mot_record *record);

/* What the files of boxes and of manifests share. */
struct making_at mot_at(const struct mot_record *record, unsigned place);
/* NULL where nothing stands there. */
const char *mot_said(const struct mot_record *record, unsigned place);
/* The same of what is looked up by: none, which is told, rather than a cut one. */
const char *mot_key(struct mot_reading *r, const struct mot_record *record, unsigned place);
struct mot_spot mot_spot_read(struct mot_reading *r, const struct mot_record *record, unsigned code);
/* A time of 6, 8, 10, 12 or 14 digits, local at the place; none where text is NULL or no time, which is told.
 */
struct moment mot_moment(
	struct mot_reading *r, const char *text, const struct making_at *at, const struct mot_spot *spot);
/* The container's number, judged; NULL where none is said. */
const char *mot_container(struct mot_reading *r, const char *text, const struct making_at *at, bool *failed);
const char *mot_place(const struct mot_spot *s); /* its code, else its text */

void mot_box_close(struct mot_reading *r);                                    /* boxes.c */
void mot_box_record(struct mot_reading *r, const struct mot_record *record);  /* 50, 51, 52 */
void mot_bill_close(struct mot_reading *r);                                   /* manifest.c */
void mot_bill_record(struct mot_reading *r, const struct mot_record *record); /* 12 to 51 */
void mot_manifest_close(struct mot_reading *r);

#endif
