// Before the first paint: the scheme that was chosen, else the system's. A file, because the page's policy runs no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('kassahook-color-scheme');
  } catch {
    // Storage may be switched off.
  }
  var isDark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
