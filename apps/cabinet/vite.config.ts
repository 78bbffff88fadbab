import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run up` has the API, for `npx vite apps/cabinet`: a page that reloads as it is written. */
const DEMO_API = 'http://127.0.0.1:8080';

/** Builds the cabinet into `dist`; the api process serves it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: {
    // Our libraries from their sources, as everything else here.
    conditions: ['kassahook-source', 'module', 'browser', 'production'],
  },
  server: {
    proxy: Object.fromEntries(['/api', '/i/', '/docs', '/openapi.json'].map((path) => [path, DEMO_API])),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Browsers that know light-dark() by themselves: rewritten for older ones it needs a color-scheme in the same file, and colours get lost.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing becomes a data: URL: the page's policy stays as narrow as it is.
    assetsInlineLimit: 0,
    sourcemap: true,
    manifest: true,
  },
});
