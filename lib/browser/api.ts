/**
 * The one place that touches the browser. Chromium 156 has a native `browser`, which the polyfill returns
 * untouched; older versions get theirs wrapped. Typed as `chrome` because that has every API Kerb uses.
 */
import polyfill from 'webextension-polyfill'

export const api = polyfill as unknown as typeof chrome
