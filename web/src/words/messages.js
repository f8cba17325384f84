// Words of the messages screen; see ../words.js.
export default {
en: {
},
zh: {
},
ru: {
},
};
