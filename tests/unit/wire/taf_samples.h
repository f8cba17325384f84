/* TAF messages of our own writing, one of each kind that is taken. */
#ifndef UNIT_WIRE_TAF_SAMPLES_H
#define UNIT_WIRE_TAF_SAMPLES_H

#define TAF_HEAD(type, id)                                                                                   \
	"<MessageHeader><MessageReference><MessageType>" type "</MessageType>"                               \
	"<MessageTypeVersion>2.1.6</MessageTypeVersion><MessageIdentifier>" id "</MessageIdentifier>"        \
	"<MessageDateTime>2026-06-25T18:43:00+02:00</MessageDateTime></MessageReference>"                    \
	"<SenderReference>file-7</SenderReference><Sender CI_InstanceNumber=\"50\">0051</Sender>"            \
	"<Recipient>2180</Recipient></MessageHeader>"
#define TAF_PLACE_OF(name, country, code, called)                                                            \
	"<" name "><CountryCodeISO>" country "</CountryCodeISO><LocationPrimaryCode>" code                   \
	"</LocationPrimaryCode><PrimaryLocationName>" called "</PrimaryLocationName></" name ">"
#define TAF_ID(name)                                                                                         \
	"<" name "><ObjectType>TR</ObjectType><Company>2151</Company><Core>--LYG41020AB</Core>"              \
	"<Variant>00</Variant><TimetableYear>2026</TimetableYear><StartDate>2026-06-25</StartDate></" name   \
	">"
#define TAF_TRAIN                                                                                            \
	"<TrainOperationalIdentification>" TAF_ID(                                                           \
		"TransportOperationalIdentifiers") "</TrainOperationalIdentification>"                       \
						   "<OperationalTrainNumberIdentifier>"                      \
						   "<OperationalTrainNumber>041020</OperationalTrainNumber>" \
						   "</OperationalTrainNumberIdentifier>"                     \
						   "<ResponsibleRU>2151</ResponsibleRU>"
#define TAF_REPORT(time, running)                                                                            \
	"<TrainLocationReport>" TAF_PLACE_OF("Location", "PL", "33605",                                      \
		"Warszawa Praga") "<LocationDateTime>" time                                                  \
				  "</LocationDateTime><TrainLocationStatus>" running                         \
				  "</TrainLocationStatus><BookedLocationDateTime>2026-06-25T18:32:00+02:00"  \
				  "</BookedLocationDateTime><TrainDelay><AgainstBooked>+0010</"              \
				  "AgainstBooked></TrainDelay>"                                              \
				  "</TrainLocationReport>"

#define TAF_4005(status, time, running)                                                                      \
	"<TrainRunningInformationMessage xmlns=\"http://taf-jsg.info/schemes\">" TAF_HEAD(                   \
		"4005", "run-1") "<MessageStatus>" status "</MessageStatus>" TAF_TRAIN                       \
	TAF_REPORT(time, running)                                                                            \
		TAF_PLACE_OF("TransferPoint", "PL", "99", "Rzepin") "<TransfereeIM>0080</TransfereeIM>"      \
								    "</TrainRunningInformationMessage>"
#define TAF_4004                                                                                             \
	"<TrainRunningForecastMessage>" TAF_HEAD(                                                            \
		"4004", "fore-1") "<MessageStatus>1</MessageStatus>" TAF_TRAIN                               \
		TAF_REPORT("2026-06-25T19:10:00+02:00", "01") "</TrainRunningForecastMessage>"
#define TAF_DELAY(place, cause, minutes)                                                                     \
	"<DelayEventReport>" TAF_PLACE_OF("DelayLocation", "PL", place,                                      \
		"Praga") "<TrainLocationStatus>04</TrainLocationStatus><DelayCauseTime><DelayCause>" cause   \
			 "</DelayCause><DelayMinutes>" minutes                                               \
			 "</DelayMinutes><DelayEventDateTime>2026-06-25T18:31:00+02:00"                      \
			 "</DelayEventDateTime><InternalReferenceIdentifier>26</"                            \
			 "InternalReferenceIdentifier>"                                                      \
			 "</DelayCauseTime></DelayEventReport>"
#define TAF_4001(status)                                                                                     \
	"<TrainDelayCauseMessage>" TAF_HEAD(                                                                 \
		"4001", "late-1") "<MessageStatus>" status "</MessageStatus>" TAF_TRAIN TAF_DELAY("33605",   \
		"25", "10") TAF_DELAY("33606", "90", "4")                                                    \
		TAF_PLACE_OF("TransferPoint", "PL", "99", "Rzepin") "<TransfereeIM>0080</TransfereeIM>"      \
								    "</TrainDelayCauseMessage>"
#define TAF_4006                                                                                             \
	"<TrainRunningInterruptionMessage>" TAF_HEAD("4006",                                                 \
		"stop-1") "<MessageStatus>1</MessageStatus>" TAF_TRAIN                                       \
			  "<InterruptionPoint>" TAF_PLACE_OF("Location", "PL", "33605",                      \
				  "Warszawa Praga") "<DetailedDescriptionOfLocation>km "                     \
						    "12.3</DetailedDescriptionOfLocation><Interruption>"     \
						    "<InterruptionReason>51</InterruptionReason>"            \
						    "<InterruptionDateTime>2026-06-25T18:50:00+02:00</"      \
						    "InterruptionDateTime>"                                  \
						    "<InterruptionDescription>Tree on the "                  \
						    "line</InterruptionDescription></Interruption>"          \
						    "<InterruptionDuration><EarliestEndDateTime>2026-06-"    \
						    "25T20:00:00+02:00</EarliestEndDateTime>"                \
						    "</InterruptionDuration></InterruptionPoint></"          \
						    "TrainRunningInterruptionMessage>"

#define TAF_BOX(prefix, number, check)                                                                       \
	"<ITU><ITU_Details><ITU_Type>cn</ITU_Type><Number>" number                                           \
	"</Number><LoadingStatus>1</LoadingStatus>"                                                          \
	"<ITU_TypeDetail>BX</ITU_TypeDetail><Prefix>" prefix "</Prefix><Checkdigit>" check "</Checkdigit>"   \
	"<Dimensions><LengthCode>20</LengthCode></Dimensions><TareWeight>2200</TareWeight>"                  \
	"<Seals><NumberOfSeals>2</NumberOfSeals><SealsDescription>118001</SealsDescription>"                 \
	"<SealsDescription>118002</SealsDescription></Seals><ReferenceNumbers><MovementReferenceNumber>"     \
	"<MRN_Type>MRN-T</MRN_Type><MRN_Number>26PL301010E0001234</MRN_Number></MovementReferenceNumber>"    \
	"</ReferenceNumbers></ITU_Details><Goods><GrossWeight>9</GrossWeight></Goods></ITU>"
#define TAF_WAGON(number, place, boxes)                                                                      \
	"<WagonData><WagonNumberFreight>" number "</WagonNumberFreight><WagonTrainPosition>" place           \
	"</WagonTrainPosition><WagonOperationalData><BrakeType>P</BrakeType>"                                \
	"<TotalLoadWeight>51000</TotalLoadWeight></WagonOperationalData><WagonTechData>"                     \
	"<LengthOverBuffers>1990</LengthOverBuffers><WagonNumberOfAxles>4</WagonNumberOfAxles>"              \
	"<WagonWeightEmpty>20100</WagonWeightEmpty></WagonTechData>" boxes "</WagonData>"
#define TAF_COMPOSITION_BEGINS                                                                               \
	"<TrainCompositionMessage>" TAF_HEAD("3003", "list-1") "<MessageStatus>1</MessageStatus>" TAF_ID(    \
		"TransportOperationalIdentifiers") "<OperationalTrainNumberIdentifier>"                      \
						   "<OperationalTrainNumber>41020</OperationalTrainNumber>"  \
						   "<ScheduledTimeAtHandover>2026-06-25T12:00:00+02:00"      \
						   "</ScheduledTimeAtHandover>"                              \
						   "</OperationalTrainNumberIdentifier>"                     \
						   "<OperationalTrainNumber>41020</OperationalTrainNumber>"  \
						   "<TrainCompositionJourneySection><"                       \
						   "JourneySection>" TAF_PLACE_OF("JourneySectionOrigin",    \
							   "PL", "621",                                      \
							   "Terespol") TAF_PLACE_OF("JourneySectionDestinat" \
										    "ion",                   \
							   "PL", "33605",                                    \
							   "Warszawa Praga") "</JourneySection>"             \
									     "<TrainRunningData><"           \
									     "DangerousGoodsIndicator>"      \
									     "false</"                       \
									     "DangerousGoodsIndicator></"    \
									     "TrainRunningData>"             \
									     "<LocoIdent><TractionType>11</" \
									     "TractionType></LocoIdent>"     \
									     "<LivestockOrPeopleIndicator>"  \
									     "0</"                           \
									     "LivestockOrPeopleIndicator>"
#define TAF_COMPOSITION_ENDS "</TrainCompositionJourneySection></TrainCompositionMessage>"
#define TAF_3003                                                                                             \
	TAF_COMPOSITION_BEGINS TAF_WAGON(                                                                    \
		"335145512349", "1", TAF_BOX("LYGU", "700001", "0") TAF_BOX("LYGU", "700002", "6"))          \
		TAF_WAGON("335145512356", "2", TAF_BOX("LYGU", "700003", "1")) TAF_COMPOSITION_ENDS

#define TAF_WAGON_INFORMATION                                                                                \
	"<WagonInformation><WagonNumberFreight>335145512349</WagonNumberFreight>"                            \
	"<LoadingStatus>1</LoadingStatus><TotalWeight>51000</TotalWeight><GoodsInWagon>"                     \
	"<NHM_Code>990000</NHM_Code><GrossWeight>20000</GrossWeight>"                                        \
	"<ContainerNumber>LYGU7000010</ContainerNumber></GoodsInWagon></WagonInformation>"
#define TAF_RELATED                                                                                          \
	"<RelatedReference><RelatedType>5009</RelatedType><RelatedIdentifier>ask-1</RelatedIdentifier>"      \
	"<RelatedMessageDateTime>2026-06-25T18:00:00Z</RelatedMessageDateTime></RelatedReference>"
#define TAF_WHERE(group, place, time)                                                                        \
	"<" group ">" TAF_PLACE_OF(                                                                          \
		place, "PL", "33605", "Warszawa Praga") "<" time ">2026-06-25T19:00:00+02:00</" time ">"
#define TAF_NUMBER "<WagonNumberFreight>335145512349</WagonNumberFreight>"
#define TAF_5002                                                                                             \
	"<WagonArrivalNoticeMessage>" TAF_HEAD("5002", "arr-1")                                              \
		TAF_WAGON_INFORMATION TAF_WHERE("ArrivalAtDestination", "Destination",                       \
			"ArrivalTimeAtDestination") "</ArrivalAtDestination></WagonArrivalNoticeMessage>"
#define TAF_5003                                                                                             \
	"<WagonDeliveryNoticeMessage>" TAF_HEAD("5003", "del-1") TAF_WAGON_INFORMATION TAF_WHERE(            \
		"DeliveryAtDestination", "Destination",                                                      \
		"DeliveryTimeAtDestination") "</DeliveryAtDestination><Customers><CustomerType>CE"           \
					     "</CustomerType></Customers></WagonDeliveryNoticeMessage>"
#define TAF_5004                                                                                             \
	"<WagonDepartureNoticeMessage>" TAF_HEAD("5004", "dep-1")                                            \
		TAF_WAGON_INFORMATION TAF_WHERE("WagonAtDeparture", "Location",                              \
			"DepartureTimeAtLocation") "</WagonAtDeparture></WagonDepartureNoticeMessage>"
#define TAF_5006                                                                                             \
	"<WagonETI_ETA_Message>" TAF_HEAD("5006", "eta-1") TAF_RELATED TAF_WAGON_INFORMATION                 \
		"<ArrivalInterchangeReport><Source>Estimated time of arrival</Source>" TAF_PLACE_OF(         \
			"Location", "PL", "33605",                                                           \
			"Warszawa Praga") "<ArrivalTimeAtLocation>2026-06-26T04:00:00+02:00"                 \
					  "</ArrivalTimeAtLocation>" TAF_ID(                                 \
						  "TrainID") "</ArrivalInterchangeReport>" TAF_WHERE("Depar" \
												     "tureI" \
												     "nterc" \
												     "hange" \
												     "Repor" \
												     "t",    \
						  "Location",                                                \
						  "DepartureTimeAtLocation") "</"                            \
									     "DepartureInterchangeReport></" \
									     "WagonETI_ETA_Message>"
#define TAF_5009                                                                                             \
	"<WagonInterchangeNoticeMessage>" TAF_HEAD("5009", "ask-1")                                          \
		TAF_WAGON_INFORMATION TAF_WHERE("DeliveryInterchangePoint", "Location",                      \
			"DeliveryTimeAtInterchange") "</DeliveryInterchangePoint>"                           \
						     "<OperationalTrainNumber>41020</"                       \
						     "OperationalTrainNumber>" TAF_ID(                       \
							     "TrainID") "</WagonInterchangeNoticeMessage>"
#define TAF_5007(type)                                                                                       \
	"<WagonExceptionMessage>" TAF_HEAD("5007",                                                           \
		"odd-1") TAF_WAGON_INFORMATION "<WagonExceptionReport><ExceptionPoint>" TAF_PLACE_OF("Locat" \
												     "ion",  \
		"PL", "33605",                                                                               \
		"Praga") "<ResponsibleRU>2151</ResponsibleRU><WagonLocationStatus>16</WagonLocationStatus>"  \
			 "<ScheduledTimeAtLocation>2026-06-25T18:00:00+02:00</ScheduledTimeAtLocation>"      \
			 "<ExceptionTimeAtLocation>2026-06-25T18:30:00+02:00</ExceptionTimeAtLocation>"      \
			 "</ExceptionPoint><ExceptionReason><WagonInterruptionReason>wagon damaged"          \
			 "</WagonInterruptionReason><InterruptionDescription>Brake"                          \
			 "</InterruptionDescription><InterruptionType>" type                                 \
			 "</InterruptionType></ExceptionReason><ExceptionReason><InterruptionType>2"         \
			 "</InterruptionType></ExceptionReason></WagonExceptionReport></"                    \
			 "WagonExceptionMessage>"
#define TAF_5012                                                                                             \
	"<WagonReceivedAtInterchangeMessage>" TAF_HEAD("5012", "got-1")                                      \
		TAF_RELATED TAF_NUMBER TAF_WHERE("AcceptanceInterchangePoint", "Location",                   \
			"AcceptanceTimeAtInterchange") "</AcceptanceInterchangePoint>"                       \
						       "</WagonReceivedAtInterchangeMessage>"
#define TAF_5013                                                                                             \
	"<WagonRefusedAtInterchangeMessage>" TAF_HEAD("5013", "no-1")                                        \
		TAF_RELATED TAF_NUMBER TAF_WHERE("RefusalAtInterchange", "Location",                         \
			"RefusalTimeAtInterchange") "</RefusalAtInterchange><CauseType>1234</CauseType>"     \
						    "<CauseDescription>Brake</CauseDescription>"             \
						    "</WagonRefusedAtInterchangeMessage>"
#define TAF_5014                                                                                             \
	"<WagonReleaseNoticeMessage>" TAF_HEAD("5014", "rel-1") TAF_WAGON_INFORMATION                        \
		"<Customers><CustomerType>CR</CustomerType></Customers>" TAF_WHERE("WagonPickupAtOrigin",    \
			"Location",                                                                          \
			"DepartureTimeAtLocation") "</WagonPickupAtOrigin></WagonReleaseNoticeMessage>"
#define TAF_5015                                                                                             \
	"<WagonYardArrivalMessage>" TAF_HEAD("5015", "in-1") TAF_NUMBER TAF_WHERE("YardArrival", "Location", \
		"ArrivalTimeAtLocationActual") "</YardArrival></WagonYardArrivalMessage>"
#define TAF_5016                                                                                             \
	"<WagonYardDepartureMessage>" TAF_HEAD("5016", "out-1") TAF_NUMBER TAF_WHERE("YardDeparture",        \
		"Location", "DepartureTimeAtLocation") "</YardDeparture></WagonYardDepartureMessage>"

#define TAF_XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
/* All of them: documents in a row, and some in a batch in the middle. */
#define TAF_ALL                                                                                              \
	TAF_XML TAF_4005("1", "2026-06-25T18:42:00+02:00",                                                   \
		"05") "\n" TAF_XML TAF_3003                                                                  \
		      "<b:Batch xmlns:b=\"urn:lb\"><b:Body day='1'>" TAF_4004 TAF_4006 TAF_5002 TAF_5003     \
		      "</b:Body></b:Batch>\n" TAF_XML TAF_4001("1") TAF_5007("1")                            \
			      TAF_5004 TAF_5006 TAF_5009 TAF_5012 TAF_5013 TAF_5014 TAF_5015 TAF_5016 "\n"
#define TAF_ALL_MESSAGES 16

#endif
