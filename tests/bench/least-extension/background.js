// One rule and one listener that permits everything: the least that any extension costs that stops pages by the
// browser's rules and an address given at launch by a blocking listener (ADR 8).
chrome.webRequest.onBeforeRequest.addListener(
  () => ({}),
  { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame'] },
  ['blocking'],
)
