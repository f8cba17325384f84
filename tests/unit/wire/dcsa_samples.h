/* DCSA events of our own writing that several tests read: each as the standard has it. */
#ifndef UNIT_WIRE_DCSA_SAMPLES_H
#define UNIT_WIRE_DCSA_SAMPLES_H

#define SAMPLE_CALL                                                                                          \
	"\"transportCall\":{\"transportCallID\":\"LBC-031W-LYG\",\"carrierServiceCode\":\"LB1\","            \
	"\"exportVoyageNumber\":\"031W\",\"importVoyageNumber\":\"031E\",\"transportCallSequenceNumber\":2," \
	"\"UNLocationCode\":\"CNLYG\",\"facilityCode\":\"LYGT\",\"facilityCodeListProvider\":\"SMDG\","      \
	"\"facilityTypeCode\":\"POTE\",\"modeOfTransport\":\"VESSEL\",\"vessel\":{"                          \
	"\"vesselIMONumber\":\"9227273\",\"vesselName\":\"BRIDGE STAR\",\"vesselFlag\":\"CN\","              \
	"\"vesselCallSignNumber\":\"3ERX3\",\"vesselOperatorCarrierCode\":\"LBL\","                          \
	"\"vesselOperatorCarrierCodeListProvider\":\"SMDG\"}}"

#define SAMPLE_EQUIPMENT                                                                                              \
	"{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0001\","                                                      \
	"\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventType\":\"EQUIPMENT\","                              \
	"\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-06-15T11:30:00+08:00\","                            \
	"\"equipmentEventTypeCode\":\"LOAD\",\"equipmentReference\":\"CSQU3054383\","                                 \
	"\"ISOEquipmentCode\":\"22G1\",\"emptyIndicatorCode\":\"LADEN\",\"eventLocation\":{"                          \
	"\"locationName\":\"Ляньюньган 连云港\",\"UNLocationCode\":\"CNLYG\",\"facilityCode\":\"LYGT\"," \
	"\"facilityCodeListProvider\":\"SMDG\",\"latitude\":\"34.7500\",\"longitude\":\"119.4500\","                  \
	"\"address\":{\"street\":\"Quay\",\"city\":\"Lianyungang\"}}," SAMPLE_CALL ","                                \
	"\"documentReferences\":[{\"documentReferenceType\":\"BKG\",\"documentReferenceValue\":\"LBK100\"},"          \
	"{\"documentReferenceType\":\"TRD\",\"documentReferenceValue\":\"LBT200\"}],"                                 \
	"\"references\":[{\"referenceType\":\"FF\",\"referenceValue\":\"F-1\"}],"                                     \
	"\"seals\":[{\"sealNumber\":\"S1\",\"sealType\":\"BLT\",\"sealSource\":\"CAR\"}]}"

#define SAMPLE_TRANSPORT                                                                                     \
	"{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0002\","                                             \
	"\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventType\":\"TRANSPORT\","                     \
	"\"eventClassifierCode\":\"EST\",\"eventDateTime\":\"2026-06-20T08:00:00+08:00\","                   \
	"\"transportEventTypeCode\":\"ARRI\",\"delayReasonCode\":\"WEA\","                                   \
	"\"changeRemark\":\"Fog \\u2014 \\\"thick\\\"\"," SAMPLE_CALL "}"

#define SAMPLE_SHIPMENT                                                                                      \
	"{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0003\","                                             \
	"\"eventCreatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventType\":\"SHIPMENT\","                      \
	"\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-06-15T04:00:00Z\","                        \
	"\"shipmentEventTypeCode\":\"CONF\",\"documentID\":\"LBK100\",\"documentTypeCode\":\"BKG\","         \
	"\"reason\":\"All is there\",\"references\":[{\"referenceType\":\"EQ\","                             \
	"\"referenceValue\":\"CSQU3054383\"}]}"

#define SAMPLE_2 "[" SAMPLE_EQUIPMENT ",\n " SAMPLE_TRANSPORT ",\n " SAMPLE_SHIPMENT "]\n"

#define SAMPLE_3                                                                                             \
	"{\"events\":[{\"eventRouting\":{\"originatingParty\":{\"partyCode\":\"LBL\","                       \
	"\"codeListProvider\":\"SMDG\"}},\"eventID\":\"lb-1\",\"eventDateTime\":\"2026-06-15T11:30:00Z\","   \
	"\"eventUpdatedDateTime\":\"2026-06-15T12:00:00Z\",\"eventLocation\":{"                              \
	"\"UNLocationCode\":\"CNLYG\",\"facility\":{\"facilityCode\":\"LYGT\","                              \
	"\"facilityCodeListProvider\":\"SMDG\"},\"geoCoordinate\":{\"latitude\":\"34.75\","                  \
	"\"longitude\":\"119.45\"}},\"eventClassification\":{\"eventType\":\"EQUIPMENT\","                   \
	"\"eventClassifier\":\"ACTUAL\",\"equipmentEventType\":\"GATED_IN\"},\"equipmentDetails\":{"         \
	"\"equipmentReference\":\"CSQU3054383\",\"ISOEquipmentCode\":\"22G1\","                              \
	"\"emptyIndicatorCode\":\"EMPTY\",\"transportPhase\":\"EXPORT\",\"seals\":[{\"number\":\"S1\","      \
	"\"source\":\"CUS\",\"placement\":\"DOOR\"}]}},"                                                     \
	"{\"eventID\":\"lb-2\",\"eventUpdatedDateTime\":\"2026-06-15T12:00:00Z\",\"isRetracted\":true},"     \
	"{\"eventID\":\"lb-3\",\"eventDateTime\":\"2026-06-16T09:00:00+08:00\","                             \
	"\"eventUpdatedDateTime\":\"2026-06-15T12:00:00Z\",\"eventLocation\":{"                              \
	"\"UNLocationCode\":\"CNLYG\"},\"eventClassification\":{\"eventType\":\"TRANSPORT\","                \
	"\"eventClassifier\":\"PLANNED\",\"transportEventType\":\"DEPARTED\"},\"transportDetails\":{"        \
	"\"delayReasonCodes\":[\"WEA\"],\"transportCall\":{\"transportCallReference\":\"tc-9\","             \
	"\"modeOfTransport\":\"RAIL\",\"railTransport\":{\"railCarReference\":\"54321234\","                 \
	"\"railServiceReference\":\"LB-X\",\"departureID\":\"K123\"}}}},"                                    \
	"{\"eventID\":\"lb-4\",\"eventDateTime\":\"2026-06-16T09:00:00Z\","                                  \
	"\"eventUpdatedDateTime\":\"2026-06-16T12:00:00Z\",\"eventClassification\":{"                        \
	"\"eventType\":\"SHIPMENT\",\"eventClassifier\":\"ACTUAL\",\"shipmentEventType\":\"CONFIRMED\"},"    \
	"\"shipmentDetails\":{\"documentReference\":{\"type\":\"BKG\",\"reference\":\"LBK100\"}}},"          \
	"{\"eventID\":\"lb-5\",\"eventDateTime\":\"2026-06-17T09:00:00Z\","                                  \
	"\"eventUpdatedDateTime\":\"2026-06-17T12:00:00Z\",\"eventClassification\":{"                        \
	"\"eventType\":\"IOT\",\"eventClassifier\":\"ACTUAL\",\"iotEventType\":\"DOOR_OPENED\"},"            \
	"\"equipmentDetails\":{\"equipmentReference\":\"CSQU3054383\"}}],\"feedbackElements\":[]}"

#define SAMPLE_METADATA(id, type, more)                                                                      \
	"\"metadata\":{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e001" id                                 \
	"\",\"eventCreatedDateTime\":\"2026-06-15T12:00:00+08:00\",\"eventType\":\"" type "\"," more         \
	"\"publisher\":{\"partyName\":\"Land Bridge Line\",\"carrierCode\":\"LBL\","                         \
	"\"carrierCodeListProvider\":\"SMDG\"},\"publisherRole\":\"CA\"}"

/* 3.0.0-Beta-1: a document, a container, a ship, a retraction, and one with what comes in its place. */
#define SAMPLE_BETA                                                                                          \
	"[{" SAMPLE_METADATA("1", "SHIPMENT",                                                                \
		"") ",\"payload\":{\"eventClassifierCode\":\"ACT\","                                         \
		    "\"eventDateTime\":\"2026-06-15T11:30:00+08:00\",\"shipmentEventTypeCode\":\"CONF\","    \
		    "\"documentTypeCode\":\"BKG\",\"documentReference\":\"LBK100\",\"reason\":\"All good\"," \
		    "\"relatedDocumentReferences\":[{\"type\":\"TRD\",\"value\":\"LBT200\"}],"               \
		    "\"references\":[{\"type\":\"EQ\",\"value\":\"CSQU3054383\"}]}},"                        \
		    "{" SAMPLE_METADATA("2", "EQUIPMENT",                                                    \
			    "") ",\"payload\":{\"eventClassifierCode\":\"EST\","                             \
				"\"eventDateTime\":\"2026-06-15T11:30:00+08:00\","                           \
				"\"equipmentEventTypeCode\":\"AVPU\","                                       \
				"\"equipmentReference\":\"CSQU3054383\",\"ISOEquipmentCode\":\"22G1\","      \
				"\"emptyIndicatorCode\":\"LADEN\",\"isTransshipmentMove\":true,"             \
				"\"transportCall\":{"                                                        \
				"\"transportCallReference\":\"987e4567\",\"modeOfTransport\":\"VESSEL\","    \
				"\"location\":{"                                                             \
				"\"locationType\":\"UNLO\",\"locationName\":\"Lianyungang\","                \
				"\"UNLocationCode\":\"CNLYG\"},"                                             \
				"\"portVisitReference\":\"V1\",\"carrierServiceCode\":\"LB1\","              \
				"\"universalServiceReference\":\"SR12345A\",\"carrierExportVoyageNumber\":"  \
				"\"031W\","                                                                  \
				"\"universalExportVoyageReference\":\"2603W\","                              \
				"\"carrierImportVoyageNumber\":\"031E\","                                    \
				"\"universalImportVoyageReference\":\"2603E\","                              \
				"\"transportCallSequenceNumber\":2,"                                         \
				"\"facilityTypeCode\":\"POTE\",\"vessel\":{\"vesselIMONumber\":\"9227273\"," \
				"\"name\":\"BRIDGE "                                                         \
				"STAR\",\"flag\":\"CN\",\"callSign\":\"3ERX3\",\"operatorCarrierCode\":"     \
				"\"LBL\",\"operatorCarrierCodeListProvider\":\"SMDG\"}},"                    \
				"\"relatedDocumentReferences\":[{"                                           \
				"\"type\":\"BKG\",\"value\":\"LBK100\"}],\"seals\":[{\"number\":\"S1\","     \
				"\"source\":\"CUS\","                                                        \
				"\"type\":\"WIR\"}]}},"                                                      \
				"{" SAMPLE_METADATA("3", "TRANSPORT",                                        \
					"") ",\"payload\":{\"eventClassifierCode\":\"ACT\","                 \
					    "\"eventDateTime\":\"2026-06-15T11:30:00+08:00\","               \
					    "\"transportEventTypeCode\":\"ARRI\","                           \
					    "\"delayReasonCode\":\"WEA\",\"transportCall\":{"                \
					    "\"transportCallReference\":\"tc-1\","                           \
					    "\"modeOfTransport\":\"VESSEL\",\"carrierExportVoyageNumber\":"  \
					    "\"031W\",\"vessel\":{"                                          \
					    "\"vesselIMONumber\":\"9227273\"}}}},"                           \
					    "{" SAMPLE_METADATA("4", "EQUIPMENT",                            \
						    "\"retractedEventID\":\"6f2d0a0e-9b0c-4a53-8f11-"        \
						    "2f6f5a3e0012\",") "},"                                  \
								       "{" SAMPLE_METADATA("5", "EQUIPMENT", \
									       "\"retractedEventID\":"       \
									       "\"6f2d0a0e-9b0c-4a53-8f11-"  \
									       "2f6f5a3e0009\",") ",\"paylo" \
												  "ad\":{"   \
												  "\"eventC" \
												  "lassifie" \
												  "rCode\":" \
												  "\"ACT\"," \
												  "\"eventD" \
												  "ateTime"  \
												  "\":"      \
												  "\"2026-"  \
												  "06-"      \
												  "15T11:"   \
												  "45:00+"   \
												  "08:00\"," \
												  "\"equipm" \
												  "entEvent" \
												  "TypeCode" \
												  "\":"      \
												  "\"GTOT\"" \
												  ",\"equip" \
												  "mentRefe" \
												  "rence\":" \
												  "\"CSQU30" \
												  "54383\"," \
												  "\"emptyI" \
												  "ndicator" \
												  "Code\":"  \
												  "\"LADEN"  \
												  "\"}}]"

#endif
