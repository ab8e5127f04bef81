"""What fails has a name in both languages, and a tag that nobody named shows itself."""

from __future__ import annotations

import pytest

from landbridge.maps.stress_words import exposure_name, failure_name
from landbridge.network.closures import Failure, FailureKind


def test_every_exposure_of_the_dataset_has_names(chongqing):
    tags = {tag for link in chongqing.links.values() for tag in link.exposures}
    assert [tag for tag in sorted(tags) if exposure_name(tag).en == exposure_name(tag).zh] == []


def test_a_tag_without_a_name_is_shown_as_it_is():
    assert exposure_name("far_strait").zh == "far strait"


@pytest.mark.parametrize("kind", list(FailureKind))
def test_what_is_not_in_the_network_keeps_its_id(chongqing, kind):
    assert failure_name(chongqing, Failure(kind=kind, name="nowhere")).en == "nowhere"
