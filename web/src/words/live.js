// Words about the connection; see ../words.js.
export default {
en: {
},
zh: {
},
ru: {
},
};
