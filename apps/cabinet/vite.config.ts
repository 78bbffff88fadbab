import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm run up` has the API, for `npx vite apps/cabinet`: a page that reloads as it is written. */
const DEMO_API = 'http://127.0.0.1:8080';

/** The letters of every page, asked for beside the scripts: found by the first text only, they would come after it and move it. */
function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => /\/inter-(latin|cyrillic)-wght-normal-.+\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
            injectTo: 'head',
          })),
    },
  };
}

/** Builds the cabinet into `dist`; the api process serves it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFonts()],
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
    // How much the start may be is checked by `npm run check`, as it is sent.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Whatever the start needs comes in two files: split by who else imports it, it was 48, some of 100 bytes.
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
            { name: 'start', tags: ['$initial'] },
          ],
        },
      },
    },
  },
});
