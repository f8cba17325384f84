// The usual ways of ships between the oceans, roughly: for a mark and a dashed line to stay at sea, not to navigate by.
const turns = {
	bohai: [120.8, 38.5], yellow: [122.6, 35.2], jeju: [126, 32.8], busan: [129.2, 34.7], kanmon: [130.3, 34.2], kii: [135, 33.2], tokyo: [139.9, 34.5],
	tsugaru: [140.5, 41.4], japan: [132, 38.5], vladivostok: [132.2, 42.6], shanghai: [123.2, 30.6], taiwan: [119.8, 24.6], luzon: [121, 20.5],
	hongkong: [114.4, 21.6], hainan: [111, 18], tonkin: [107.3, 19.9], vietnam: [110.6, 12], singapore: [104.4, 1.3], malacca: [100.4, 3.1], andaman: [95, 6.2],
	bengal: [89, 20.5], ceylon: [80.4, 5.5], mumbai: [71.8, 18.6], arabia: [60, 14], oman: [60, 24], hormuz: [56.5, 26.4], gulf: [52, 27],
	aden: [47, 12.4], mandeb: [43.3, 12.5], red: [38.3, 20.5], suez: [32.6, 29.4], said: [32.4, 31.8], levant: [34.6, 33.5], mersin: [33.8, 36], crete: [23.5, 34.5],
	aegean: [24.6, 37.6], piraeus: [23.5, 37.6], dardanelles: [25.9, 39.9], marmara: [28.3, 40.8], bosphorus: [29.2, 41.4], poti: [41, 42.2],
	novorossiysk: [37.4, 44.4], odessa: [31.2, 45.6], constanta: [29.2, 44.1], malta: [14.5, 35.7], adriatic: [18.8, 40.8], trieste: [13, 45], bonifacio: [8.8, 37.9], genoa: [8.9, 43.8],
	valencia: [0.6, 38.9], gibraltar: [-5.6, 35.95], finisterre: [-10, 43.3], ushant: [-6, 48.8], dover: [1.5, 51], rotterdam: [3.4, 52.1],
	bight: [7.6, 54.1], skaw: [10.6, 57.9], sound: [12.6, 55.2], baltic: [18.6, 55.6], finland: [25, 59.7], hope: [18, -35.2], guinea: [-18, 14], natal: [33, -31],
	newyork: [-72, 40], florida: [-79.5, 27], colon: [-79.8, 9.6], balboa: [-79.5, 8.4], angeles: [-119, 33.5], vancouver: [-126, 48.3], aleutian: [-175, 50],
	sunda: [105.3, -6.2], perth: [114.5, -32.5], sydney: [152, -34.5], torres: [142.5, -10.4], makassar: [118, 0],
};

const ways = ["bohai yellow shanghai taiwan hongkong vietnam singapore malacca andaman ceylon arabia aden mandeb red suez said crete malta bonifacio valencia gibraltar finisterre ushant dover rotterdam bight skaw sound baltic finland",
	"yellow jeju busan kanmon", "shanghai jeju kii tokyo", "busan japan vladivostok", "japan tsugaru aleutian", "tokyo aleutian vancouver", "aleutian angeles balboa colon florida newyork ushant",
	"tokyo kii", "taiwan luzon hainan", "hongkong hainan tonkin", "hainan vietnam", "andaman bengal ceylon mumbai oman hormuz gulf", "arabia oman", "said levant mersin crete",
	"crete aegean piraeus", "aegean dardanelles marmara bosphorus poti novorossiysk odessa constanta bosphorus", "malta adriatic trieste", "bonifacio genoa valencia",
	"ceylon natal hope guinea finisterre", "gibraltar newyork", "singapore sunda perth", "singapore makassar torres sydney", "sunda natal"];

export const seaLanes = [{ stretches: ways.map(way => ({ mode: "VESSEL", points: way.split(" ").map(name => ({ code: name, lon: turns[name][0], lat: turns[name][1] })) })) }];
