import { createBrowserRouter } from 'react-router';
import { PublicPage } from '../layout/PublicPage.js';
import { Shell } from '../layout/Shell.js';
import { NotFound } from '../ui/NotFound.js';
import { PageFailure } from '../ui/PageFailure.js';
import { accessRoutes } from '../pages/access/routes.js';
import { memberRoutes } from './memberRoutes.js';

/** Every address of the cabinet. Pages are loaded when they are first opened. */
export function createRoutes() {
  return createBrowserRouter([
    {
      errorElement: <PageFailure />,
      // While a page's code is on its way at the first visit; the frame's outline follows at once.
      hydrateFallbackElement: <></>,
      children: [
        { element: <PublicPage />, children: accessRoutes },
        {
          element: <Shell />,
          children: [
            {
              errorElement: <PageFailure />,
              children: [...memberRoutes, { path: '*', element: <NotFound /> }],
            },
          ],
        },
      ],
    },
  ]);
}
