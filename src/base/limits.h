/*
 * Every limit of the program in one place, so that a reader sees at once what it will and will not take.
 *
 * Limits marked (setting) are defaults that the command line changes; the rest are fixed.  Bytes unless said
 * otherwise.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMIT_BODY             (32ull << 20)  /* one HTTP body (setting) */
#define LIMIT_BODY_MEMORY      (1u << 20)     /* beyond that a body goes to a spool file */
#define LIMIT_BODIES_ALL       (512ull << 20) /* all bodies under way at once (setting) */
#define LIMIT_CHUNK            (1u << 20)     /* one stored piece of an intake */
#define LIMIT_HEADER           (16u << 10)    /* request line and headers of one request */
#define LIMIT_URL              (8u << 10)
#define LIMIT_JSON_DEPTH       32           /* nested arrays and objects */
#define LIMIT_JSON_MEMBERS     256u         /* members an object */
#define LIMIT_JSON_EVENT       (256u << 10) /* one DCSA event */
#define LIMIT_MESSAGES         20000u       /* messages a posted intake (setting) */
#define LIMIT_REFUSED_BYTES    (1ull << 30) /* kept a sender and day of what is refused (setting) */
#define LIMIT_REFUSED_COUNT    10000u       /* deliveries of those (setting) */
#define LIMIT_SEGMENT          (64u << 10)  /* one EDIFACT segment */
#define LIMIT_SEGMENT_ELEMENTS 256u         /* data elements a segment, components counted */
#define LIMIT_MESSAGE_SEGMENTS 2000000u     /* segments a message */
#define LIMIT_MESSAGE_MEMORY   (256u << 20) /* what one decoded message may hold */
#define LIMIT_DIAGNOSTICS      200u         /* kept a message; the rest is counted */
#define LIMIT_DIAGNOSTICS_ALL  50000u       /* kept a delivery; beyond, errors alone */
#define LIMIT_RECEIPT          (1u << 20)  /* bytes of diagnostics in a receipt; the messages have them all */
#define LIMIT_SHEET_HELD       (64u << 20) /* a workbook as it comes: it is read from its end */
#define LIMIT_SHEET_UNPACKED   (1ull << 30) /* and what it unpacks to */
#define LIMIT_SHEET_STRINGS    (128u << 20) /* its shared strings */
#define LIMIT_SHEET_ROWS       1048576u     /* rows a sheet */
#define LIMIT_SHEET_COLUMNS    512u         /* columns that are looked at */
#define LIMIT_SHEET_ROW        (1u << 20)   /* bytes of a row of text */
#define LIMIT_SHEET_MERGED     65536u       /* merged ranges a sheet */
#define LIMIT_SHEET_PARTS      8192u        /* files in a workbook */
#define LIMIT_SHEET_RATIO      200u         /* unpacked to packed, once LIMIT_SHEET_FREE is passed */
#define LIMIT_SHEET_FREE       (16u << 20)
#define LIMIT_SHEET_MESSAGES   200000u     /* rows of a posted sheet: each is a message */
#define LIMIT_MAIL             (64u << 20) /* one mail with all that is attached */
#define LIMIT_XML_DEPTH        64u
#define LIMIT_XML_TEXT         (64u << 10)  /* text of one element */
#define LIMIT_TRAIN_LIST       (512u << 10) /* one TGNL message */
#define LIMIT_CSV_FIELDS       512u
#define LIMIT_CSV_FIELD        (64u << 10)
#define LIMIT_PARTNER_BODY     (1u << 20) /* one partner as it is told */
#define LIMIT_PARTNER_SIGNS    500u       /* what it is recognised by; its severities and zones as many */
#define LIMIT_PARTNER_CODES    10000u     /* what its codes mean */
#define LIMIT_UNKNOWN_CODES    1000u      /* different codes a delivery that are counted as unknown */
#define LIMIT_REPLAYS          100        /* deliveries that are decoded again when a code is mapped */
#define LIMIT_STOCK            200000     /* empties that are counted; of orders LIMIT_STOCK_ORDERS */
#define LIMIT_STOCK_ORDERS     20000
#define LIMIT_STANDING         5000u /* terms, routes and the like: set at once, or terms looked at for a box */
#define LIMIT_STANDING_ROWS    100000u     /* rows of a sheet of them */
#define LIMIT_STANDING_BODY    (16u << 20) /* bytes of them */
#define LIMIT_NETWORK_LEGS     10000000    /* dated legs of the network of routes */
#define LIMIT_DISRUPTED        10000       /* containers under way that a disruption is held against */
#define LIMIT_DISRUPTION_BODY  (1u << 20)  /* bytes of one as it is asked */
#define LIMIT_PAGE             1000        /* rows a page of an answer */
#define LIMIT_TIMELINE         1000        /* events of one container that are folded */
#define LIMIT_BOX_PAPERS       200         /* papers of one container, and events of papers, that are shown */
#define LIMIT_LOOKUP           1000u       /* references a look-up */
#define LIMIT_LOOKUP_BODY      (64u << 10) /* bytes of them */
#define LIMIT_LOOKUP_JSON      (1u << 19)  /* and where each row names its container */
#define LIMIT_LOOKUP_ROWS      5000u       /* rows of its answer; of a ship as many events are looked at */
#define LIMIT_MAP_MOVING       2000        /* groups that move, on the map */
#define LIMIT_MAP_PLACES       5000        /* places on the map, and of a list of hubs */
#define LIMIT_MAP_SEEN         5000        /* containers of a party that its map and hubs are made from */
#define LIMIT_MAP_EVENTS       250000      /* and of their events, of which those are made */
#define LIMIT_AS_OF            5000        /* containers, and wagons, that an answer of then is made from */
#define LIMIT_HUB_BOXES        200000      /* containers at one hub that are counted */
#define LIMIT_HUB_LOOKED       20000       /* of those: whose destination is looked for */
#define LIMIT_HUB_MOVED        50000       /* what they did there within a day */
#define LIMIT_HUB_CALLS        5000        /* expected events at one hub that are looked at */
#define LIMIT_LOOKUP_EVENTS    100000      /* events of all its containers that are folded */
#define LIMIT_TOGETHER         16          /* posts that share a transaction */
#define LIMIT_TOGETHER_BODY    (64u << 10) /* a bigger one has its own */
#define LIMIT_STREAMS          1000        /* listeners (setting) */
#define LIMIT_STREAM_EVENTS    50000       /* told as one change; a listener further behind asks anew */
#define LIMIT_ASKED_TOGETHER   32          /* look-ups that travel to the database together */
#define LIMIT_BATCH_EVENTS     4096        /* events a statement */
#define LIMIT_SOCKET_PATH      100 /* bytes of a Unix socket's name (107 fit; PostgreSQL adds its own) */

#endif
