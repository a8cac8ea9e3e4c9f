void chrome.runtime.id
