import '@mantine/core/styles.layer.css';
import './app/fonts.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { startTranslations } from './i18n/translations.js';

async function start(): Promise<void> {
  await startTranslations();
  const place = document.getElementById('root');
  if (place) createRoot(place).render(<App />);
}

void start();
