// Words about the connection; see ../words.js.
export default {
en: {
	"live.live": "Live",
	"live.waiting": "Connection lost, trying again",
	"live.offline": "This device is offline.",
	"live.line": "The server does not answer.",
	"live.database": "The server's database does not answer.",
	"live.stream": "Changes do not come through.",
	"live.asof": "What stands here is as of {time}; it is brought up to date when the connection is back.",
	"live.now": "Try now",
},
zh: {
	"live.live": "实时",
	"live.waiting": "连接中断，正在重试",
	"live.offline": "此设备已离线。",
	"live.line": "服务器没有应答。",
	"live.database": "服务器的数据库没有应答。",
	"live.stream": "无法接收更新。",
	"live.asof": "所示内容截至 {time}；连接恢复后会自动更新。",
	"live.now": "立即重试",
},
ru: {
	"live.live": "Данные обновляются",
	"live.waiting": "Связь потеряна, повторяем",
	"live.offline": "Это устройство не в сети.",
	"live.line": "Сервер не отвечает.",
	"live.database": "База данных сервера не отвечает.",
	"live.stream": "Обновления не приходят.",
	"live.asof": "Показаны данные на {time}; они обновятся, когда связь восстановится.",
	"live.now": "Повторить сейчас",
},
};
