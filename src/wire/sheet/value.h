/*
 * Cells read as what their column is: numbers of containers and wagons, stations, times.
 *
 * What a spreadsheet program spoils is mended only where a check digit proves it, and each mending is told:
 * look-alike letters ("look-alike"), zeros that were lost in front ("lost-zero").  1.23E+11 has lost its
 * digits for good: an error names the cell ("exponent").  No digit is ever invented.
 */
#ifndef WIRE_SHEET_VALUE_H
#define WIRE_SHEET_VALUE_H

#include "wire/sheet/taking.h"

/* False: an error was said.  *failed: its check digit does not hold. */
bool value_container(
	struct sheet_reading *r, const struct sheet_values *v, const char **number, bool *failed);
bool value_lost_digits(const struct cell *c); /* 1.23E+11 */
/* The numbers in a cell of several; 0: it is one, or not all of it is numbers. */
#define CONTAINERS_A_CELL 10
size_t value_containers(struct sheet_reading *r, const struct sheet_values *v, const char **numbers);
/* What a word says by the sender's codes, else by everybody's.  NULL: nobody says; *unknown is how it was
 * looked for. */
enum sheet_list { SHEET_OPERATIONS, SHEET_DECISIONS };
const struct status_code *value_status(
	struct sheet_reading *r, enum sheet_list list, const char *text, const char **unknown);
/* Digits alone. */
bool value_wagon(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, const char **number);
/* A station by the name's column and the code's (FIELDS: there is none); an unknown one keeps its text. */
struct sheet_spot value_station(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field name, enum sheet_field code);
struct sheet_spot value_place(struct sheet_reading *r, const char *text, enum sheet_field field);
/* What the title says of a place. */
struct sheet_spot value_title_place(struct sheet_reading *r);

/* Pure: text as dates and clocks are written.  order: of numbers without names; *doubt: another order would
 * make another day of it. */
bool time_read(const char *text, enum date_order order, struct cell_time *t, bool *doubt);
/* "06-18", "18.06" in a column of dates: a day without its year. */
bool time_day_of_year(const char *text, enum date_order order, struct cell_time *t);
bool time_clock_in_one(const char *text, struct cell_time *t); /* "0915", "915" in a column of clocks */
bool time_of_serial(double serial, bool date_1904, struct cell_time *t);
/* 24:00 is the beginning of the next day. */
void time_end_of_day(struct civil *c);
/* Of the row: FIELD_TIME, FIELD_DATE, FIELD_CLOCK, and the title's day.  False: there is none, or it is wrong
 * (which was said). */
bool value_time(struct sheet_reading *r, const struct sheet_values *v, struct cell_time *t);
/* Of one column. */
bool value_time_of(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, struct cell_time *t);
/* "(МСК)", "北京时间": the zone's name by what a heading or a title says; NULL: nothing. */
const char *zone_told(const char *text);
/* The day that the train left of which the row tells, in a column of its own.  False: there is none. */
bool value_train_day(struct sheet_reading *r, const struct sheet_values *v, struct civil *day);
/* The moment it is, at a place (NULL: not known). */
struct moment value_moment(struct sheet_reading *r, const struct cell_time *t, const char *place);

/* "TNE" or "KGM": by the cell, else by its heading. */
const char *value_unit(const struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field);
const char *value_unit_of_heading(const char *heading);
/* A whole or broken number, with the decimal point however it is written; NULL: none.  unit: of a weight,
 * which value_unit() tells. */
const char *value_amount(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, const char *unit);

#endif
