// The browser comes from the system (see tests/rig/chromium.mjs), never from a download of puppeteer's own.
module.exports = { skipDownload: true }
