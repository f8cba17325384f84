// Words about what was known at a moment; see ../words.js.
export default {
en: {
	"asof.pick": "As known at …",
	"asof.label": "Date and time by your clock",
	"asof.show": "Show",
	"asof.at": "As known at {time}",
	"asof.about": "What was told or corrected later is left out.",
	"asof.other": "Another time",
	"asof.now": "Back to now",
	"asof.unknown": "At that time nobody had told of {number}",
},
zh: {
	"asof.pick": "查看某一时刻所知 …",
	"asof.label": "日期和时间（按您的时钟）",
	"asof.show": "显示",
	"asof.at": "截至 {time} 所知的情况",
	"asof.about": "此后收到或更正的内容不在其中。",
	"asof.other": "换个时间",
	"asof.now": "回到现在",
	"asof.unknown": "当时还没有任何关于 {number} 的信息",
},
ru: {
	"asof.pick": "Как было известно на …",
	"asof.label": "Дата и время по вашим часам",
	"asof.show": "Показать",
	"asof.at": "По сведениям на {time}",
	"asof.about": "Сообщённое или исправленное позже не учтено.",
	"asof.other": "Другое время",
	"asof.now": "К настоящему",
	"asof.unknown": "На тот момент о {number} ещё никто не сообщал",
},
};
