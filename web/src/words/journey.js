export default { en: {}, zh: {}, ru: {} };
