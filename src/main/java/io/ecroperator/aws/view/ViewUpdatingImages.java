package io.ecroperator.aws.view;

import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.ImageCount;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingImages implements ImageApi {

    private final ImageApi images;
    private final RegistryView view;
    private final ViewedCalls calls;

    ViewUpdatingImages(ImageApi images, RegistryView view) {
        this.images = images;
        this.view = view;
        this.calls = new ViewedCalls(view);
    }

    @Override
    public ImageCount countImages(String repositoryName, int limit) {
        return calls.reading(repositoryName, view.readMark(), () -> images.countImages(repositoryName, limit));
    }
}
