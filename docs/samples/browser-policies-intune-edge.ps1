# Browser policies that go with Kerb, for Microsoft Edge: run as SYSTEM, in the 64-bit host.
$ErrorActionPreference = 'Stop'
$root = 'HKLM:\SOFTWARE\Policies\Microsoft\Edge'
if (-not (Test-Path $root)) { New-Item -Path $root -Force | Out-Null }
New-ItemProperty -Path $root -Name 'InPrivateModeAvailability' -PropertyType DWord -Value 1 -Force | Out-Null
New-ItemProperty -Path $root -Name 'BrowserGuestModeEnabled' -PropertyType DWord -Value 0 -Force | Out-Null
New-ItemProperty -Path $root -Name 'BrowserAddProfileEnabled' -PropertyType DWord -Value 0 -Force | Out-Null
New-ItemProperty -Path $root -Name 'DeveloperToolsAvailability' -PropertyType DWord -Value 2 -Force | Out-Null
New-ItemProperty -Path $root -Name 'ExtensionDeveloperModeSettings' -PropertyType DWord -Value 1 -Force | Out-Null
New-Item -Path "$root\ExtensionInstallBlocklist" -Force | Out-Null
New-ItemProperty -Path "$root\ExtensionInstallBlocklist" -Name '1' -PropertyType String -Value '*' -Force | Out-Null
New-ItemProperty -Path $root -Name 'TaskManagerEndProcessEnabled' -PropertyType DWord -Value 0 -Force | Out-Null
New-ItemProperty -Path $root -Name 'RemoteDebuggingAllowed' -PropertyType DWord -Value 0 -Force | Out-Null
New-ItemProperty -Path $root -Name 'NetworkPredictionOptions' -PropertyType DWord -Value 2 -Force | Out-Null
New-ItemProperty -Path $root -Name 'AllowDeletingBrowserHistory' -PropertyType DWord -Value 1 -Force | Out-Null
New-Item -Path "$root\URLBlocklist" -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '1' -PropertyType String -Value 'javascript:*' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '2' -PropertyType String -Value 'view-source:*' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '3' -PropertyType String -Value 'file:*' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '4' -PropertyType String -Value 'filesystem:*' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '5' -PropertyType String -Value 'content:*' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '6' -PropertyType String -Value 'magnet:*' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '7' -PropertyType String -Value 'edge://surf' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '8' -PropertyType String -Value 'edge://extensions' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '9' -PropertyType String -Value 'edge://flags' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '10' -PropertyType String -Value 'edge://inspect' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '11' -PropertyType String -Value 'edge://net-export' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '12' -PropertyType String -Value 'edge://serviceworker-internals' -Force | Out-Null
New-ItemProperty -Path "$root\URLBlocklist" -Name '13' -PropertyType String -Value 'edge://webrtc-internals' -Force | Out-Null
New-ItemProperty -Path $root -Name 'AllowSurfGame' -PropertyType DWord -Value 0 -Force | Out-Null
New-ItemProperty -Path $root -Name 'DownloadRestrictions' -PropertyType DWord -Value 1 -Force | Out-Null
New-ItemProperty -Path $root -Name 'DefaultFileSystemWriteGuardSetting' -PropertyType DWord -Value 2 -Force | Out-Null
New-ItemProperty -Path $root -Name 'WebRtcLocalhostIpHandling' -PropertyType String -Value 'DisableNonProxiedUdp' -Force | Out-Null
New-ItemProperty -Path $root -Name 'PasswordProtectionWarningTrigger' -PropertyType DWord -Value 1 -Force | Out-Null
New-Item -Path "$root\PasswordProtectionLoginURLs" -Force | Out-Null
New-ItemProperty -Path "$root\PasswordProtectionLoginURLs" -Name '1' -PropertyType String -Value 'https://accounts.google.com/' -Force | Out-Null
New-ItemProperty -Path "$root\PasswordProtectionLoginURLs" -Name '2' -PropertyType String -Value 'https://login.microsoftonline.com/' -Force | Out-Null
New-ItemProperty -Path $root -Name 'PasswordProtectionChangePasswordURL' -PropertyType String -Value 'https://mysignins.microsoft.com/security-info/password/change' -Force | Out-Null
New-ItemProperty -Path $root -Name 'ForceGoogleSafeSearch' -PropertyType DWord -Value 1 -Force | Out-Null
New-ItemProperty -Path $root -Name 'ForceBingSafeSearch' -PropertyType DWord -Value 2 -Force | Out-Null
New-ItemProperty -Path $root -Name 'ForceYouTubeRestrict' -PropertyType DWord -Value 2 -Force | Out-Null
New-ItemProperty -Path $root -Name 'InternetExplorerIntegrationReloadInIEModeAllowed' -PropertyType DWord -Value 0 -Force | Out-Null
