// Words of the screens of trains, wagons and borders; see ../words.js.
export default { en: {}, zh: {}, ru: {} };
