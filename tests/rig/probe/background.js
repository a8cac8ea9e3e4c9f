// Something to wake up for: the rig's tests look at when this worker runs.
chrome.webNavigation.onCommitted.addListener(() => undefined)
