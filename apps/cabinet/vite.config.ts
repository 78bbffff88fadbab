import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the cabinet into `dist`; the api process serves it. In development `vite` proxies the API of a running `npm run up`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: {
    // Our libraries from their sources, as everything else here.
    conditions: ['kassahook-source', 'module', 'browser', 'production'],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing becomes a data: URL: the page's policy stays as narrow as it is.
    assetsInlineLimit: 0,
    sourcemap: true,
    manifest: true,
  },
});
