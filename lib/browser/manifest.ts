/** The manifest beyond what wxt adds from the entrypoints. Each permission has its reason in docs/permissions.md. */
export const manifest = {
  name: '__MSG_extName__',
  description: '__MSG_extDescription__',
  default_locale: 'en_GB',
  // WebCrypto Ed25519 (signed policies) is on by default from 137.
  minimum_chrome_version: '137',
  incognito: 'spanning' as const,
  permissions: [
    'alarms',
    'browsingData',
    'contextMenus',
    'declarativeNetRequest',
    'downloads',
    'enterprise.deviceAttributes',
    'identity',
    'identity.email',
    'idle',
    'management',
    'scripting',
    'storage',
    'tabs',
    'unlimitedStorage',
    'webNavigation',
    'webRequest',
    'webRequestBlocking',
  ],
  host_permissions: ['<all_urls>'],
  icons: {
    16: 'icons/ok-16.png',
    32: 'icons/ok-32.png',
    48: 'icons/ok-48.png',
    128: 'icons/ok-128.png',
  },
  // Until the worker has said that all is well, nothing says so.
  action: {
    default_title: 'Kerb',
    default_icon: { 16: 'icons/attention-16.png', 32: 'icons/attention-32.png' },
  },
  options_ui: { page: 'settings.html', open_in_tab: true },
  content_scripts: [
    // Before the part in the page's own world, which hands over to it.
    {
      matches: ['<all_urls>'],
      js: ['start.js'],
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
      run_at: 'document_start' as const,
    },
    {
      matches: ['<all_urls>'],
      js: ['guard-acts.js'],
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
      run_at: 'document_start' as const,
      world: 'MAIN' as const,
    },
    {
      matches: ['http://*/*', 'https://*/*'],
      js: ['personal.js'],
      all_frames: true,
      match_about_blank: true,
      match_origin_as_fallback: true,
      run_at: 'document_idle' as const,
    },
    { matches: ['http://*/*', 'https://*/*'], js: ['tell.js'], run_at: 'document_idle' as const },
  ],
  commands: {
    'tell-someone': { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_tellSomeone__' },
  },
  storage: { managed_schema: 'managed_schema.json' },
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src blob:; connect-src 'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  },
}
